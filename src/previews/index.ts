import type { PreviewQuestions } from '../protocol/reading';
import { hoverOn, hoverOnLayer } from './hover';
import { lensesOf } from './lenses';
import { mapTable } from './mapTable';
import { openRequest } from './openCommand';
import { comparisonItem } from './replay/cellItems';
import { comparedOutputs } from './replay/comparison';
import { endHint, endHover } from './replay/ended';
import { replayHint } from './replay/hints';
import { replayHover, valuesHover } from './replay/hover';
import { replayLenses } from './replay/lens';
import { missedHover } from './replay/missedHover';
import { replayedRequest } from './replay/openRequest';

export { mappedCall } from './mappedCall';
export { toldProblem } from './toldProblem';

/** Answers what the host asks of previews. */
export const previews: PreviewQuestions = {
  ping: () => undefined,
  hover: hoverOn,
  layerHover: hoverOnLayer,
  lenses: (calls) => calls.map(lensesOf),
  openRequest,
  replayedRequest,
  replayHints: (lines) => lines.map(replayHint),
  replayHover,
  missedHover,
  endHints: (ends) => ends.map(endHint),
  endHover,
  valuesHover,
  replayLenses: (calls) => calls.map(replayLenses),
  mapTable,
  comparedOutputs,
  comparison: comparisonItem,
};
