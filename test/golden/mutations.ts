import type { Program } from './randomPrograms';

/** What may stand anywhere while somebody types, pastes or deletes. */
export const PIECES: readonly [string, ...string[]] = [
  '',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '"""',
  "'",
  '"',
  '\n',
  '  ',
  ':',
  ',',
  '=',
  '.',
  '0.',
  '*',
  '**',
  'def ',
  'class ',
  'lambda: ',
  '#',
  '\\',
  '\u0000',
  '😀',
  '\r\n',
  'f"{',
  'import ',
  'from ',
  ' as ',
  'for ',
  ' in ',
  'if ',
  ' else ',
  'not ',
  'return ',
  'yield ',
  '\t',
  '    ',
  '0',
  '1',
  'x',
  'None',
  '@',
  '->',
  ':=',
  ';',
  '...',
  'await ',
  'global x\n',
  'del ',
  'try:\n',
  'with ',
  'print',
  ' and ',
  ' is ',
  '!=',
  '<',
  '-',
  '//',
  '%',
  '1e',
  '0x',
  "b'",
  '\n\n',
];

/** A program with a few places edited as if by accident, and perhaps cut off. */
export function mutated({ cells, ...rest }: Program, random: () => number): Program {
  const upTo = (n: number): number => Math.floor(random() * n);
  const texts = [...cells];
  for (let edits = 1 + upTo(4); edits > 0; edits--) {
    const cell = upTo(texts.length);
    const text = texts[cell] ?? '';
    const at = upTo(text.length + 1);
    const lines = text.split('\n');
    switch (upTo(6)) {
      case 0:
        texts[cell] = text.slice(0, at);
        break;
      case 1:
        texts[cell] = text.slice(0, at) + text.slice(at + 1 + upTo(5));
        break;
      case 2:
        lines.splice(upTo(lines.length), 1);
        texts[cell] = lines.join('\n');
        break;
      case 3:
        lines.splice(upTo(lines.length), 0, lines[upTo(lines.length)] ?? '');
        texts[cell] = lines.join('\n');
        break;
      default:
        texts[cell] = text.slice(0, at) + (PIECES[upTo(PIECES.length)] ?? '') + text.slice(at + upTo(3));
    }
  }
  return { cells: texts, ...rest };
}

/** The same, but for the first cell: a misspelt module would be taken for somebody's own. */
export function mutatedBehindImports(program: Program, random: () => number): Program {
  const [head = '', ...rest] = program.cells;
  return { ...program, cells: [head, ...mutated({ ...program, cells: rest }, random).cells] };
}
