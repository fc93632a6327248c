import * as l10n from '@vscode/l10n';
import type { CodePlace } from '../protocol/reading';

/** What a reader calls a place, seen from a cell: `line 12`, `another cell, line 2`, `config.py:12`, `timm/layers/drop.py:12`. */
export function placeText({ uri, cell, line }: CodePlace, ownCell: number): string {
  if (uri !== undefined) return `${decodeURIComponent(shortPath(uri))}:${line + 1}`;
  return cell === ownCell ? l10n.t('line {0}', line + 1) : l10n.t('another cell, line {0}', line + 1);
}

/** A file's name; of a file of an installed package all of its path there. */
function shortPath(uri: string): string {
  return /\/(?:site|dist)-packages\/(.+)$/.exec(uri)?.[1] ?? uri.split('/').at(-1) ?? '';
}
