import type { SyntaxNode, Tree } from '@lezer/common';
import { parsePython } from './parse';
import { parsableScript } from './sourceText';

/** Where lines can be put behind a statement, and how far they are to be indented. */
export interface Insertion {
  /** The end of the statement's last line. */
  readonly offset: number;
  /** The white space before the statement. */
  readonly indentation: string;
}

/** Finds the place below the innermost statement that stands around an offset of a script or of a cell. */
export function insertionBelow(text: string, offset: number): Insertion {
  const node = statementAt(parsePython(parsableScript(text)), offset);
  const from = node?.from ?? offset;
  // A compound statement ends with the line break of its body.
  const to = Math.max(offset, from + text.slice(from, node?.to ?? offset).trimEnd().length);
  const lineStart = Math.max(text.lastIndexOf('\n', from - 1), text.lastIndexOf('\r', from - 1)) + 1;
  const lineEnd = text.slice(to).search(/[\r\n]|$/);
  const [indentation] = /^[ \t]*/.exec(text.slice(lineStart)) ?? [''];
  return { offset: to + lineEnd, indentation };
}

/** The innermost statement around an offset, if any. */
export function statementAt(tree: Tree, offset: number): SyntaxNode | undefined {
  let node: SyntaxNode | null = tree.resolveInner(offset, 1);
  while (node !== null && !isStatement(node)) node = node.parent;
  return node ?? undefined;
}

function isStatement({ name, parent }: SyntaxNode): boolean {
  return (parent?.name === 'Script' || parent?.name === 'Body') && name !== ':' && name !== 'Comment';
}

/** Puts a script's lines behind others. */
export function indented(script: string, indentation: string, lineBreak: string): string {
  return script
    .trimEnd()
    .split('\n')
    .map((line) => lineBreak + (line === '' ? '' : indentation + line))
    .join('');
}
