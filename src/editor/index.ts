export { DropoutCodeLensProvider } from './codeLens';
export { referenceTo } from './callReference';
export { DropoutHoverProvider } from './hover';
export { DropoutInlayHintsProvider } from './inlayHints';
export { originOf, placeOf } from './origin';
export { countedIn, mend, ProblemDiagnostics, problemsBySite, ProblemFixes } from './problems';
export { onLine, requestAt } from './requestAt';
export { lineOf } from './siteLine';
