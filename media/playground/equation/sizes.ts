import type { Arrangement } from '../../../src/playground';
import { textSizeIn } from './useFit';

/** An arrangement as the style sheet takes it. */
export function sizesOf({ cellWidth, cellHeight, tensorWidth, scaleWidth, width }: Arrangement) {
  return {
    '--cell-width': `${cellWidth}px`,
    '--cell-height': `${cellHeight}px`,
    '--cell-text': `${textSizeIn(cellWidth)}px`,
    '--tensor': `${tensorWidth}px`,
    '--scale': `${scaleWidth}px`,
    '--equation': `${width}px`,
  };
}
