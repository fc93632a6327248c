import assert from 'node:assert/strict';
import {
  type Action,
  backAgain,
  equationPicture,
  INITIAL_STATE,
  type PictureStyle,
  type PictureTexts,
  reduce,
  SessionReplay,
} from '../../../src/playground';

const STYLE: PictureStyle = {
  background: '#fff',
  foreground: '#111',
  muted: '#777',
  input: '#eee',
  kept: '#cfc',
  output: '#ccf',
  back: '#080',
  font: 'sans-serif',
  monospace: '"Some Mono", monospace',
};
const TEXTS: PictureTexts = {
  input: 'input',
  mask: 'mask',
  scale: 'scale <s>',
  output: 'output',
  kept: 'kept',
  dropped: 'dropped',
  back: 'back <b>',
  caption: 'seed 0',
};

function picture(...actions: readonly Action[]): string {
  const state = actions.reduce(reduce, INITIAL_STATE);
  const replay = new SessionReplay();
  const [before, latest] = replay.calls(state, 2);
  const call = latest ?? before ?? assert.fail();
  const back = latest && backAgain(latest, before);
  return equationPicture({ state, input: replay.input(state), call, back }, STYLE, TEXTS);
}

const count = (text: string, part: string): number => text.split(part).length - 1;

describe('the picture of the equation', () => {
  it('has every cell of the three tensors, the dropped ones with dashed edges', () => {
    const svg = picture();
    // 15 cells in each, and the background; 7 of 15 are dropped, in the mask and in the output.
    assert.equal(count(svg, '<rect '), 46);
    assert.equal(count(svg, 'stroke-dasharray'), 14);
    assert.deepEqual(
      ['#eee', '#cfc', '#ccf'].map((colour) => count(svg, `fill="${colour}"`)),
      [15, 8, 8],
    );
    assert.match(svg, />Dropout\(p=0\.5, inplace=False\)<\/text>/);
    assert.match(svg, />1\/\(1−p\)<\/text>.*>= 2\.0<\/text>/);
    assert.match(svg, />seed 0<\/text>/);
  });

  it('marks what is kept after the call before it dropped it, and says what the mark means', () => {
    // The second call after seed 0 keeps 7, of which the first had dropped 3; and one corner in the legend.
    const svg = picture({ type: 'resample' });
    assert.equal(count(svg, 'fill="#080"'), 4);
    assert.equal(count(svg, '>back &lt;b&gt;</text>'), 1);
    assert.equal(count(picture(), 'fill="#080"'), 0);
  });

  it('is well-formed whatever the texts', () => {
    const svg = picture({ type: 'resample' });
    assert.match(svg, /scale &lt;s&gt;/);
    assert.match(svg, /font-family="&quot;Some Mono&quot;, monospace"/);
    const names = [...svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)];
    const open: string[] = [];
    for (const [, end, name = '', empty] of names) {
      if (end !== '') assert.equal(open.pop(), name);
      else if (empty === '') open.push(name);
    }
    assert.deepEqual(open, []);
  });

  it('has all headings at one height, and is wide enough for its caption', () => {
    const heights = [...picture().matchAll(/y="(\d+)"[^>]*>(?:input|mask|scale &lt;s&gt;|output)<\/text>/g)];
    assert.equal(heights.length, 4);
    assert.equal(new Set(heights.map(([, y]) => y)).size, 1);
    const state = reduce(INITIAL_STATE, { type: 'setShape', shape: [1] });
    const replay = new SessionReplay();
    const call = replay.calls(state, 1).at(-1) ?? assert.fail();
    const texts = { ...TEXTS, caption: 'c'.repeat(100) };
    const [, width] =
      /width="(\d+)"/.exec(
        equationPicture({ state, input: replay.input(state), call, back: undefined }, STYLE, texts),
      ) ?? [];
    assert.ok(Number(width) > 700, width);
  });

  it('lays blocks out side by side, and is large enough for them', () => {
    const svg = picture({ type: 'setKind', kind: 'Dropout2d' });
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    assert.ok(Number(width) > 500 && Number(height) > 200, `${width} × ${height}`);
    assert.equal(count(svg, '<rect '), 3 * 24 + 1);
  });

  const cases: readonly [name: string, actions: readonly Action[], seen: RegExp][] = [
    ['in eval mode', [{ type: 'setTraining', training: false }], />–<\/text>/],
    ['with p = 1', [{ type: 'setProbability', p: { type: 'int', value: 1 } }], />x · 0<\/text>/],
    [
      'of AlphaDropout',
      [{ type: 'setKind', kind: 'AlphaDropout' }],
      />kept 0\.8864·x \+ 0\.7792<\/text>.*>dropped −0\.7792<\/text>/,
    ],
    ['without elements', [{ type: 'setShape', shape: [0, 3] }], />input<\/text>/],
    [
      'of what PyTorch refuses',
      [
        { type: 'setShape', shape: [3] },
        { type: 'setKind', kind: 'Dropout2d' },
      ],
      />RuntimeError<\/text>/,
    ],
  ];
  for (const [name, actions, seen] of cases) it(name, () => assert.match(picture(...actions), seen));
});
