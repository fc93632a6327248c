export type {
  CodePlace,
  Doubt,
  DoubtCode,
  DropoutCall,
  DropoutSite,
  LayerReference,
  OtherValue,
  Probability,
  Problem,
  ProblemFix,
  ProblemMessage,
  ProvenanceStep,
  RelatedCode,
  RelatedPlace,
  RuleCode,
  Severity,
  ShownForm,
  ShownValue,
  TextEdit,
  Trace,
  Verdict,
  Within,
} from '../../python';
export { converse, type Port } from './conversation';
export { changeOf, changedFacts } from './changes';
export type { CellChange, CellFacts, DocumentVersion, Facts, ReadTogether } from './facts';
export type { Answer, FilesHost, FolderEntry } from './files';
export {
  type EditedFile,
  MAPPER_QUESTIONS,
  type MappedCall,
  type MappedFile,
  type MapperHost,
  type MapperQuestions,
  type MapProgress,
  type MapRoot,
} from './mapper';
export { CLEAR_WHAT_IF, FIX, GO_TO_PLACE, OPEN_CALL, RESAMPLE, WHAT_IF } from './commandNames';
export { mayDrop, mentionsDropout } from './mayDrop';
export {
  type AskedCall,
  type AskedComparison,
  type AskedEvaluations,
  type AskedHover,
  type AskedLayer,
  type AskedLenses,
  type AskedOutputs,
  type AskedReplayedCall,
  type AskedReplayHover,
  type AskedValues,
  type ComparedOutputs,
  type Difference,
  type Expected,
  type KeptRange,
  type LensKind,
  type PreviewOptions,
  type PreviewQuestions,
  type RealOutputs,
  type ReplayedGroup,
  type ReplayedIn,
  type ShownEvaluation,
  type Summary,
  type ThemeKind,
  type ToldCommand,
  type ToldItem,
  type ToldProblem,
  type ToldText,
  type TriedSite,
  type WithinCallee,
  PREVIEW_QUESTIONS,
} from './previews';
export { movedProblem, movedSite, placedRange } from './placing';
export {
  type DocumentEdit,
  type FileChange,
  type OpenedDocument,
  READER_QUESTIONS,
  type ReaderHost,
  type ReaderQuestions,
  type ScriptBelow,
  type TriedEdits,
} from './reader';
export {
  type Illustration,
  REPLAYER_QUESTIONS,
  type ReplayerQuestions,
  type ReplayRequest,
} from './replayer';
