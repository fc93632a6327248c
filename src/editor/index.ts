export { DropoutCodeLensProvider, isWorthALens } from './codeLens';
export { referenceTo } from './callReference';
export { analysedWith, cellOf, DropoutDocuments, pythonCells } from './documents';
export { DropoutHoverProvider } from './hover';
export { DropoutInlayHintsProvider } from './inlayHints';
export { originOf, placeOf } from './openCommand';
export { lineOf } from './siteLine';
