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
export * from './commandNames';
export { mayDrop, mentionsDropout } from './mayDrop';
export * from './previews';
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
export { REPLAYER_QUESTIONS, type ReplayerQuestions, type ReplayRequest } from './replayer';
