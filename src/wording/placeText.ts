import * as l10n from '@vscode/l10n';
import type { CodePlace } from '../protocol/reading';

/**
 * What a reader calls a place, seen from a cell: `line 12`, `another cell, line 2`, `config.py:12`, `timm/layers/drop.py:12`,
 * `train.ipynb, cell 3`.
 */
export function placeText({ uri, cell, line }: CodePlace, ownCell: number): string {
  if (uri !== undefined) {
    const name = decodeURIComponent(shortPath(uri));
    return isOthersCell({ uri }) ? l10n.t('{0}, cell {1}', name, cell + 1) : `${name}:${line + 1}`;
  }
  return cell === ownCell ? l10n.t('line {0}', line + 1) : l10n.t('another cell, line {0}', line + 1);
}

/** Whether a place is in a cell of a notebook other than the reader's own. */
export function isOthersCell({ uri }: Pick<CodePlace, 'uri'>): boolean {
  return uri?.endsWith('.ipynb') === true;
}

/** A file's name; of a file of an installed package all of its path there. */
function shortPath(uri: string): string {
  const parts = uri.split('/');
  const site = parts.findLastIndex((part) => part === 'site-packages' || part === 'dist-packages');
  return parts.slice(site < 0 ? -1 : site + 1).join('/');
}
