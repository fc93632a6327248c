import type { FileReport, ReportedProblem } from '../report';

const COMMANDS = { error: 'error', warning: 'warning', hint: 'notice' } as const;

/** Problems as GitHub's workflow commands, which it shows beside the lines. In a notebook's file there are other lines. */
export function githubOf(files: readonly FileReport[]): string {
  return files
    .flatMap(({ path, problems }) => problems.map((problem) => commandOf(path, problem)))
    .join('\n');
}

function commandOf(path: string, problem: ReportedProblem): string {
  const { cell, line, column, endLine, endColumn, rule, severity, message } = problem;
  // Columns are shown only within one line.
  const columns = line === endLine ? [`col=${column}`, `endColumn=${endColumn}`] : [];
  const place = cell === undefined ? [`line=${line}`, `endLine=${endLine}`, ...columns] : [];
  const properties = [`file=${property(path)}`, ...place, `title=${property(`dropout: ${rule}`)}`];
  const where = cell === undefined ? '' : `cell ${cell}, line ${line}: `;
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escaped(where + message)}`;
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
