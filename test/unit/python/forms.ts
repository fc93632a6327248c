import assert from 'node:assert/strict';
import type { DropoutSite } from '../../../src/python';
import { reprNumber } from '../../../src/torch';
import { among } from './sites';

/** What each code begins with. */
export const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

/** What begins a layer’s class, and two whole ones that make dropout of a parameter, without a default and with one. */
export const NET = 'class Net(nn.Module):\n  def __init__(self';
export const GIVEN = `${NET}, n, dropout):\n    self.d = nn.Dropout(dropout)\n`;
export const OPEN = `${NET}, n=2, dropout=0.1):\n    self.d = nn.Dropout(dropout)\n`;

/** A site's p, with a question mark where it is a guess, where it is written, and what is told beside it. */
export function inWords(site: DropoutSite | undefined): string {
  if (site === undefined) return 'no call';
  const { p } = site;
  if (!p.known) return `? ${p.reason}${p.values ? ` ${p.values.join(', ')}` : ''}`;
  const place = p.steps.at(-1)?.place;
  const file = place?.uri === undefined ? 'here' : place.uri.slice('file:///work/'.length);
  const beside = p.beside.map(({ code, text }) => ` | ${code} ${text}`).join('');
  const open = p.unless === undefined ? '' : ` unless ${p.unless}`;
  return `${reprNumber(p.number)}${p.guessed ? '?' : ''} ${file}:${(place?.line ?? 3) + 1}${open}${beside}`;
}

type Others = Readonly<Record<string, string>>;
export type Case = readonly [what: string, code: string, others: Others, expected: string];

/** Holds what is said of the first call in each code, which stands among other files. */
export function hold(cases: readonly Case[]): void {
  for (const [what, code, others, expected] of cases)
    it(what, () => {
      assert.equal(inWords(among(others, `${IMPORTS}${code}`)[0]), expected);
    });
}
