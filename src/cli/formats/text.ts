import type { FileReport, Place, ReportedCall } from '../report';

/** Problems a line each, and how many there are. */
export function textOf(files: readonly FileReport[]): string {
  const lines = files.flatMap(({ path, problems }) =>
    problems.map(
      (problem) => `${at(path, problem)}: ${problem.severity}: ${problem.message} [${problem.rule}]`,
    ),
  );
  const count = lines.length;
  const inFiles = files.filter(({ problems }) => problems.length > 0).length;
  const summary =
    count === 0
      ? 'No problems.'
      : `${count} problem${count === 1 ? '' : 's'} in ${inFiles} file${inFiles === 1 ? '' : 's'}.`;
  return [...lines, summary].join('\n');
}

/** Calls a line each. */
export function listOf(files: readonly FileReport[]): string {
  return files
    .flatMap(({ path, calls }) =>
      calls.map((call) => {
        const broken = (call.problems ?? []).map((rule) => ` [${rule}]`);
        return `${at(path, call)}: ${call.name}, ${probabilityText(call)}, ${evalText(call)}${broken.join('')}`;
      }),
    )
    .join('\n');
}

/** `model.py:3:5`, `dropout.ipynb:cell 2:3:5`. */
function at(path: string, { cell, line, column }: Place): string {
  return `${path}:${cell === undefined ? '' : `cell ${cell}:`}${line}:${column}`;
}

function probabilityText({ p, guess, callersPass, from }: ReportedCall): string {
  if ('unknown' in p) return p.unknown === 'boolean' || p.values ? p.because : `p unknown: ${p.because}`;
  const value = `${p.value}${guess === true ? '?' : ''}`;
  const others = callersPass === undefined ? '' : ` (callers pass ${callersPass.join(', ')})`;
  return `p = ${value} ${from === 'default' ? 'by default' : `from ${from}`}${others}`;
}

function evalText(call: ReportedCall): string {
  switch (call.eval) {
    case 'off':
      return 'off in eval()';
    case 'on':
      return 'stays on in eval()';
    case 'depends':
      return 'eval(): it depends';
  }
}
