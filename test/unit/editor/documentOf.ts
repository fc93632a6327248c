import type * as vscode from 'vscode';
import { lineStarts } from '../../../src/text';

/** A document that answers what previews ask of one. Its places know their offsets. */
export function documentOf(text: string): vscode.TextDocument {
  const starts = lineStarts(text);
  const positionAt = (offset: number): Placed => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line, character: offset - (starts[line] ?? 0), offset };
  };
  const document = {
    uri: { toString: () => 'file:///work/model.py', path: '/work/model.py' },
    languageId: 'python',
    version: 1,
    isClosed: false,
    getText: (range?: { start: Placed; end: Placed }) =>
      range === undefined ? text : text.slice(range.start.offset, range.end.offset),
    positionAt,
    offsetAt: ({ line, character }: Placed) => (starts[line] ?? 0) + character,
    lineAt: (line: number) => {
      const content = text.slice(starts[line], starts[line + 1]).trimEnd();
      const start = starts[line] ?? 0;
      return { text: content, range: { start: positionAt(start), end: positionAt(start + content.length) } };
    },
    getWordRangeAtPosition: ({ offset }: Placed) => {
      const word = [...text.matchAll(/\w+/g)].find(
        ({ index, 0: found }) => index <= offset && offset <= index + found.length,
      );
      return (
        word && {
          start: positionAt(word.index),
          end: positionAt(word.index + word[0].length),
          contains: () => true,
        }
      );
    },
  };
  return document as unknown as vscode.TextDocument;
}

interface Placed {
  readonly line: number;
  readonly character: number;
  readonly offset: number;
}
