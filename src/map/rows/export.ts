import { l10n } from 'vscode';
import type { CallRow, FileRow, ProblemRow } from './rows';
import { summary } from './texts';

/** The rows of a table: a call or a problem each. */
function lines(files: readonly FileRow[]): readonly (readonly string[])[] {
  return files.flatMap(({ path, children }) =>
    children
      .flatMap((row): readonly (CallRow | ProblemRow)[] => (row.type === 'class' ? row.children : [row]))
      .map((row) => {
        const place = [path, row.cell === undefined ? '' : String(row.cell + 1), String(lineOf(row))];
        const wrong = row.problems.map(({ rule }) => rule).join(', ');
        return row.type === 'call'
          ? [...place, ...ofCall(row), wrong]
          : [...place, '', '', '', '', '', '', wrong];
      }),
  );
}

function lineOf(row: CallRow | ProblemRow): number {
  return (row.type === 'call' ? row.call : row.at).line + 1;
}

function ofCall({ call: { owner, name, callee, told } }: CallRow): readonly string[] {
  return [owner, name, callee, told.value, told.from, told.eval];
}

function head(): readonly string[] {
  return [
    l10n.t('File'),
    l10n.t('Cell'),
    l10n.t('Line'),
    l10n.t('Class'),
    l10n.t('Name'),
    l10n.t('Call'),
    'p',
    l10n.t('From'),
    'eval()',
    l10n.t('Problems'),
  ];
}

/** What is shown, as a table in Markdown with a line above it that adds it up. */
export function asMarkdown(files: readonly FileRow[]): string {
  const rows = [head(), head().map(() => '---'), ...lines(files).map((line) => line.map(escaped))];
  return `${summary(files).text}\n\n${rows.map((row) => `| ${row.join(' | ')} |\n`).join('')}`;
}

/** What means something in Markdown within a line stands for itself. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|~&]/g, '\\$&');
}

/** What is shown, as comma-separated values (RFC 4180). */
export function asCsv(files: readonly FileRow[]): string {
  return [head(), ...lines(files)].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** What a spreadsheet would take for a formula is a text to it. */
function quoted(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text));
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
