export { ProblemFixes } from './codeActions';
export { ProblemDiagnostics } from './diagnostics';
export { countsAsProblem, shownSeverity } from './shown';
export { mend, problemsOfSite, type SiteProblem } from './ofSite';
