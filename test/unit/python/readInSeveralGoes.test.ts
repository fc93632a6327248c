import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Analysis, analyze, Files } from '../../../src/python';
import { IMPORTS, inWords, NET } from './forms';

describe('a reader that looks up while it looks into other files', () => {
  const FILES = 30;
  const KINDS: readonly [what: string, own: string, other: string][] = [
    [
      'what others set',
      `${IMPORTS}${NET}, args):\n    self.d = nn.Dropout(args.p)\n`,
      'def f(args):\n  args.p = 0.2\n',
    ],
    [
      'what others pass',
      `${IMPORTS}${NET}, p):\n    self.d = nn.Dropout(p)\n`,
      'from own import Net\nNet(0.2)\n',
    ],
    [
      'what others pass to it by another name',
      `${IMPORTS}${NET}, p=0.1):\n    self.d = nn.Dropout(p)\n`,
      'from own import Net\nNETS = {"net": Net}\ndef build(name):\n  return NETS[name](0.2)\n',
    ],
    [
      'what others derive of it',
      `${IMPORTS}${NET}, p=0.1):\n    self.d = nn.Dropout(p)\n`,
      'from own import Net\nclass Own(Net):\n  def __init__(self, p):\n    super().__init__(p)\nOwn(0.2)\n',
    ],
  ];
  for (const [what, own, other] of KINDS) {
    it(`finds the same, however often: ${what}`, () => {
      const uris = Array.from({ length: FILES }, (_, i) => `file:///work/${i}.py`);
      const find = (atOnce: number): readonly [string, number] => {
        let [asked, goes] = [0, 0];
        const files = new Files(uris, { isLate: () => ++asked > atOnce * goes });
        const options = { notebook: false, uri: 'file:///work/own.py', files };
        let analysis = analyze([own], options);
        for (
          let wanted = files.takeWanted();
          wanted.length > 0 || files.hasMore;
          wanted = files.takeWanted()
        ) {
          for (const uri of wanted) files.set(uri, other);
          [asked, goes] = [0, goes + 1];
          analysis = analyze([own], options, analysis);
        }
        return [inWords(analysis.sites[0]), goes];
      };
      const [all, few] = find(Infinity);
      const [late, many] = find(5);
      assert.equal(late, all);
      assert.ok(many > few);
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 60 }), (atOnce) => {
          assert.equal(find(atOnce)[0], all);
        }),
        { numRuns: 20 },
      );
    });
  }

  it('finds the same, whatever is typed and changes in other files meanwhile', () => {
    const uri = 'file:///work/own.py';
    const otherUri = 'file:///work/other.py';
    const [CALLS, AT_ONCE] = [60, 3];
    const ownText = (first: string): string =>
      `from torch import nn\nfrom other import p, q\n${first}\n${'def f():\n  nn.Dropout(p)\ndef g():\n  nn.Dropout(q)\n'.repeat(CALLS / 2)}`;
    const otherText = (p: number): string => `p = 0.${p}\nq = 0.5\n`;
    const told = ({ sites }: Analysis): readonly string[] => sites.map(inWords);
    const step = fc.record({
      own: fc.constantFrom('', 'q = 0.25', 'x = 1', 'def f(', 'p = 1 / 4'),
      other: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        let asked = 0;
        const files = new Files([otherUri], { isLate: () => ++asked > AT_ONCE });
        const options = { notebook: false, uri, files };
        let [own, other] = ['', otherText(3)];
        let analysis = analyze([ownText(own)], options);
        const goOn = (): boolean => {
          const wanted = files.takeWanted();
          for (const uri of wanted) files.set(uri, other);
          asked = 0;
          const isOpen = wanted.length > 0 || analysis.filesVersion !== files.version;
          analysis = analyze([ownText(own)], options, analysis);
          return isOpen;
        };
        for (const next of steps) {
          [own, other] = [next.own, otherText(next.other)];
          files.doubt(otherUri);
          goOn();
        }
        for (let goes = 0; goOn(); goes++) assert.ok(goes < 2 * CALLS);
        const fresh = new Files([otherUri]);
        fresh.set(otherUri, other);
        assert.deepEqual(told(analysis), told(analyze([ownText(own)], { ...options, files: fresh })));
      }),
    );
  });
});
