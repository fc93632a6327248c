export { ProblemFixes } from './codeActions';
export { ProblemDiagnostics } from './diagnostics';
export { countsAsProblem } from './shown';
export { mend, problemsOfSite, type SiteProblem } from './ofSite';
