export { ExcludeRules, GitRules, isLeftOut, type Rules } from './leftOut';
export {
  DEEPEST,
  hasReadableName,
  isNotebook,
  isOthers,
  largestOf,
  MOST_LISTED,
  MOST_LOOKED_INTO,
  OTHERS,
} from './limits';
export { type Cell, cellsOf } from './notebook';
export { textOf } from './text';
