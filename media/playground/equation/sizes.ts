import type { Arrangement } from '../../../src/playground';

/** An arrangement as the style sheet takes it. */
export function sizesOf({ cellWidth, cellHeight, tensorWidth, scaleWidth, width }: Arrangement) {
  return {
    '--cell-width': `${cellWidth}px`,
    '--cell-height': `${cellHeight}px`,
    '--tensor': `${tensorWidth}px`,
    '--scale': `${scaleWidth}px`,
    '--equation': `${width}px`,
  };
}
