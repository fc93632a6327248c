import assert from 'node:assert/strict';
import type { Analysis, DropoutSite } from '../../../src/python';
import { reprNumber } from '../../../src/torch';
import { among, notebook, notebookAfter } from './sites';

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

/** Holds what is said of the first call in each code, which stands among other files; and that of a notebook of it what was said before is kept only where it holds. */
export function hold(cases: readonly Case[]): void {
  for (const [what, code, others, expected] of cases)
    it(what, () => {
      assert.equal(inWords(among(others, `${IMPORTS}${code}`)[0]), expected);
      if (Object.keys(others).length === 0) holdKept(`${IMPORTS}${code}`);
    });
}

/** A code in cells, each of which begins with a line that is not indented. */
function cellsOf(code: string): readonly string[] {
  return code.split(/\n(?=[^\s#)\]}])(?!(?:elif|else|except|finally)\b)/);
}

/** Holds that the same is said of a code in cells as where nothing was said before, whichever of them comes last, or goes. */
export function holdKept(code: string): void {
  const cells = cellsOf(code);
  const whole = notebook(...cells);
  for (const index of cells.keys()) {
    const fewer = cells.with(index, '');
    const without = notebook(...fewer);
    assert.deepEqual(said(notebookAfter(without, cells)), said(whole), `after cell ${index + 1} came`);
    assert.deepEqual(said(notebookAfter(whole, fewer)), said(without), `after cell ${index + 1} went`);
  }
}

/** What the editor shows of an analysis. */
function said({ sites, problems }: Analysis): unknown {
  return { sites, problems };
}
