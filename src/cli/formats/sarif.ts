import { RULE_CODES } from '../../python';
import type { FileReport, ReportedProblem } from '../report';

const LEVELS = { error: 'error', warning: 'warning', hint: 'note' } as const;

/** Problems as SARIF 2.1.0, which code scanning reads. A notebook's places are logical: in its file there are other lines. */
export function sarifOf(files: readonly FileReport[], version: string): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'dropout-playground', version, rules: RULE_CODES.map((id) => ({ id, name: id })) },
        },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(({ path, problems }) => problems.map((problem) => resultOf(path, problem))),
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

function resultOf(path: string, problem: ReportedProblem) {
  const { cell, line, column, endLine, endColumn, rule, severity, message } = problem;
  const artifactLocation = { uri: path.split('/').map(encodeURIComponent).join('/') };
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: rule,
    ruleIndex: RULE_CODES.indexOf(rule),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      cell === undefined
        ? { physicalLocation: { artifactLocation, region } }
        : {
            physicalLocation: { artifactLocation },
            logicalLocations: [{ fullyQualifiedName: `cell ${cell}, line ${line}, column ${column}` }],
          },
    ],
  };
}
