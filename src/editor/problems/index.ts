export { ProblemFixes } from './codeActions';
export { ProblemDiagnostics } from './diagnostics';
export { countedIn, shownSeverities } from './shown';
export { mend, problemsBySite } from './ofSite';
