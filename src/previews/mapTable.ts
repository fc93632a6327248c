import * as l10n from '@vscode/l10n';
import type { AskedTable } from '../protocol/reading';

/** What the map shows, as it is copied. */
export function mapTable({ format, summary, rows }: AskedTable): string {
  return format === 'csv' ? asCsv(rows) : asMarkdown(summary, rows);
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
function asMarkdown(summary: string, rows: AskedTable['rows']): string {
  const lines = [head(), head().map(() => '---'), ...rows.map((row) => row.map(escaped))];
  return `${summary}\n\n${lines.map((row) => `| ${row.join(' | ')} |\n`).join('')}`;
}

/** What means something in Markdown within a line stands for itself. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|~&]/g, '\\$&');
}

/** What is shown, as comma-separated values (RFC 4180). */
function asCsv(rows: AskedTable['rows']): string {
  return [head(), ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** What a spreadsheet would take for a formula is a text to it. */
function quoted(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text));
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
