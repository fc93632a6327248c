export { ProblemFixes } from './codeActions';
export { ProblemDiagnostics } from './diagnostics';
export { mend, problemsOfSite, type SiteProblem } from './ofSite';
