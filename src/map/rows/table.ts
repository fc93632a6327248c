import type { AskedTable } from '../../protocol/reading';
import type { CallRow, FileRow, ProblemRow } from './rows';
import { summary } from './texts';

/** What is shown as a table: a call or a problem in each row. */
export function tableOf(files: readonly FileRow[]): Omit<AskedTable, 'format'> {
  return { summary: summary(files).text, rows: lines(files) };
}

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
