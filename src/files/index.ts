export { ExcludeRules, GitRules, isLeftOut, type Rules } from './leftOut';
export {
  DEEPEST,
  hasReadableName,
  isLookedInto,
  isNotebook,
  isVendorFolder,
  largestOf,
  MOST_LEVELS,
  MOST_LOOKED_INTO,
  VENDOR_FOLDERS,
} from './limits';
export { type Cell, cellsOf, seenByOthers } from './notebook';
export { textOf } from './text';
