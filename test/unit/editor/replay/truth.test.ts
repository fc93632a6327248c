import assert from 'node:assert/strict';
import { MOST_LINES } from '../../../../src/previews/boundedBlock';
import { LONGEST_HINT, LONGEST_LENS } from '../../../../src/previews/lens';
import type { SaidByReplay } from '../replayed';
import { itSaysAllOf, said } from './allSaid';
import {
  type Evaluation,
  FORMS,
  FUNCTION_FORMS,
  IMPORTS,
  KINDS,
  MODES,
  type Program,
  programOf,
  PS,
  SEED,
  SEEDED,
  SOME_LAYERS,
  STARTS,
  UNSEEDED,
} from './evaluations';

/** Of what something is said. */
interface Said {
  readonly evaluations: readonly Evaluation[];
  /** The first of these: of its picture, and what opens. */
  readonly first: Evaluation;
}

const isUnchanged = ({ drops }: Evaluation): boolean => drops === 'nothing';
const isExact = ({ maskIsKnown, valuesAreKnown }: Evaluation): boolean => maskIsKnown && valuesAreKnown;
const sizeOf = ({ shape }: Evaluation): number => shape.reduce((product, size) => product * size, 1);
const isOnly = ({ evaluations }: Said): boolean => evaluations.length === 1;

/** Whether `3 calls, 2–4 of 6 kept, 1 call unchanged` is true of evaluations, or `33–67% kept` of inputs of several sizes. */
function countsHold(
  { evaluations }: Said,
  [, calls, least, most, total, unchanged]: readonly (string | undefined)[],
): boolean {
  const dropping = evaluations.filter((one) => !isUnchanged(one));
  const sizes = new Set(dropping.map(sizeOf));
  const [from, to] = [Number(least), Number(most ?? least)];
  return (
    evaluations.length === Number(calls ?? 1) &&
    dropping.length > 0 &&
    evaluations.length - dropping.length === Number(unchanged ?? 0) &&
    (total === undefined ? sizes.size > 1 : sizes.size === 1 && sizes.has(Number(total))) &&
    (dropping.some(({ drops }) => drops === 'all') ? from === 0 : from >= 0) &&
    (dropping.every(({ drops }) => drops === 'all')
      ? to === 0
      : to <= (total === undefined ? 100 : Number(total)))
  );
}

const COUNTS = /^(?:(\d+) calls, )?(\d+)(?:–(\d+))?(?:%| of (\d+)) kept(?:, (\d+) calls? unchanged)?$/;
const UNCHANGED = /^(?:(\d+) calls, )?unchanged$/;

type Rule = readonly [says: RegExp, holds: (said: Said, match: readonly (string | undefined)[]) => boolean];

/** All that may be said of evaluations, piece by piece, and of which it is true. */
const RULES: readonly Rule[] = [
  [COUNTS, countsHold],
  [
    UNCHANGED,
    ({ evaluations }, [, calls]) =>
      evaluations.every(isUnchanged) && evaluations.length === Number(calls ?? 1),
  ],
  // Which call it is.
  [/^not in training mode\.?$/, ({ evaluations }) => evaluations.every(({ training }) => !training)],
  [
    /^draws no random numbers\.?$/,
    ({ evaluations }) => evaluations.every(({ drops, training }) => training && drops !== 'some'),
  ],
  [
    /^call (\d+) after seed (\d+)\.?$/,
    (said, [, number, seed]) => isOnly(said) && isCall(said.first, number) && said.first.seed === seed,
  ],
  [
    /^call (\d+), no seed\.?$/,
    (said, [, number]) => isOnly(said) && isCall(said.first, number) && said.first.seed === 'none',
  ],
  [
    /^call (\d+), seed not known\.?$/,
    (said, [, number]) => isOnly(said) && isCall(said.first, number) && said.first.seed === 'unknown',
  ],
  [
    /^(.+), first of (\d+)\.?$/,
    ({ evaluations, first }, [, which = '', count]) =>
      evaluations.length === Number(count) &&
      evaluations.length > 1 &&
      holds(which, { evaluations: [first], first }),
  ],
  // What that is worth.
  [
    /^(.+)\?$/,
    (said, [, text = '']) => !said.evaluations.every(({ maskIsKnown }) => maskIsKnown) && holds(text, said),
  ],
  [
    /^(\d+ calls, )?usually (.+)$/,
    (said, [, calls = '', text = '']) =>
      said.evaluations.some(({ maskIsKnown, seed }) => !maskIsKnown && seed === 'none') &&
      holds(calls + text, said),
  ],
  [
    /^Exactly what PyTorch 2\.7 or newer gives on the CPU[.:]$/,
    ({ evaluations }) => evaluations.every(isExact),
  ],
  [
    /^Exactly what PyTorch 2\.7 or newer gives on the CPU; the first calls:$/,
    (said) => said.evaluations.every(isExact) && !isOnly(said),
  ],
  [
    /^Exactly what PyTorch 2\.7 or newer gives on the CPU; later calls may differ: (.*)$/,
    (said, [, reason = '']) => isExact(said.first) && !said.evaluations.every(isExact) && holds(reason, said),
  ],
  [
    /^(?:Not certain|One possible run): (.*)$/,
    (said, [, reason = '']) =>
      !said.evaluations.every(({ maskIsKnown }) => maskIsKnown) && holds(reason, said),
  ],
  [
    /^What is dropped is exact, the values may differ: (.*)$/,
    ({ evaluations }) =>
      evaluations.every(({ maskIsKnown }) => maskIsKnown) &&
      !evaluations.some(isExact) &&
      !evaluations.every(isUnchanged),
  ],
  [
    /^Nothing is dropped, the values may differ: (.*)$/,
    ({ evaluations }) => evaluations.every(isUnchanged) && !evaluations.some(isExact),
  ],
  [/^no seed is set, so every run draws other numbers\.$/, ({ first }) => first.seed === 'none'],
  [
    /^line \d+: foo is a module that is not known here\.$/,
    ({ evaluations }) => evaluations.some(({ isFollowed }) => !isFollowed),
  ],
  // What is put in.
  [
    /^(.+), input of shape (.+)\.$/,
    (said, [, counts = '', shape]) =>
      said.evaluations.every((one) => pythonShape(one.shape) === shape) && holds(counts, said),
  ],
  [
    /^(.+), first input of shape (.+)\.$/,
    (said, [, counts = '', shape]) =>
      pythonShape(said.first.shape) === shape &&
      said.evaluations.some((one) => pythonShape(one.shape) !== shape) &&
      holds(counts, said),
  ],
  // What leads elsewhere.
  [/^Open in playground$/, () => true],
  [/^Resample$/, ({ first }) => first.seed === 'none' && !isExact(first)],
  [/^Show this call in the playground: its layer and mode$/, ({ first }) => first.seed !== '3'],
  [
    /^Show this call in the playground: its layer and mode, at its place after the seed$/,
    ({ first }) => first.seed === '3',
  ],
  // A mask, and of what.
  [/^one possible run: [□■ ]+$/, ({ first }) => !first.maskIsKnown && first.seed === 'none'],
  [/^(.+), not certain: ([□■ ]+)$/, (said, [, which = '']) => !said.first.maskIsKnown && holds(which, said)],
  [
    /^([^:]+): ([□■ ]+)$/,
    (said, [, which = '', mask = '']) =>
      said.first.maskIsKnown &&
      holds(which, said) &&
      (said.first.drops === 'all' ? !mask.includes('■') : !isUnchanged(said.first)),
  ],
];

const isCall = ({ drops, number }: Evaluation, text: string | undefined): boolean =>
  drops === 'some' && number === Number(text);
const pythonShape = (shape: readonly number[]): string =>
  `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;

/** Whether a piece is true of evaluations; fails where no rule answers for it. */
function holds(piece: string, said: Said): boolean {
  const rule = RULES.find(([says]) => says.test(piece));
  if (rule === undefined) assert.fail(`nobody answers for “${piece}”`);
  const [says, isTrue] = rule;
  return isTrue(said, says.exec(piece) ?? []);
}

const WITHIN = /^(?:(\d+) layers|(\S+)(?: (\S+))?) within (.+)$/;

/** The evaluations that `Dropout 1 within net` is said of; undefined where it is no such text. */
function withinOf(text: string, evaluations: readonly Evaluation[]): readonly Evaluation[] | undefined {
  const [, layers, module, path = '', callee] = WITHIN.exec(text) ?? [];
  if (callee === undefined) return undefined;
  const own = evaluations.filter(
    ({ layer }) =>
      layer?.callee === callee && (layers !== undefined || (layer.module === module && layer.path === path)),
  );
  const paths = new Set(own.map(({ layer }) => layer?.path));
  assert.ok(own.length > 0, `no layer is ${text}`);
  assert.equal(paths.size, Number(layers ?? 1), text);
  return own;
}

function check(said: SaidByReplay, { code, evaluations }: Program): number {
  const placeOf = ({ place }: Evaluation): number => code.lastIndexOf(place);
  const endOf = (one: Evaluation): number => code.indexOf('\n', placeOf(one) + one.place.length);
  let pieces = 0;
  const holdsOf = (piece: string, those: readonly Evaluation[]): void => {
    pieces++;
    const [first] = those;
    if (first === undefined) assert.fail(`“${piece}” is said of nothing in\n${code}`);
    assert.ok(holds(piece, { evaluations: those, first }), `“${piece}” is false of\n${code}`);
  };

  // What PyTorch refuses ends the program, and is told of in its place, and where nothing runs for it.
  const isRaised = ({ text }: { readonly text: string }): boolean =>
    /^(?:→ )?[A-Z]\w*Error\b|\n(?:Does|May) not run: /.test(text);
  assert.ok(evaluations.length === 0 || ![...said.hints, ...said.hovers].some(isRaised), code);
  const hints = said.hints.filter((hint) => !isRaised(hint));
  const lines = new Set(evaluations.map(endOf));
  assert.deepEqual(hints.map(({ from }) => from).sort(), [...lines].sort(), code);
  for (const { from, text, tooltip } of hints) {
    // How many are kept is exact, whatever their values.
    const there = evaluations
      .filter((one) => endOf(one) === from)
      .map((one) => ({ ...one, valuesAreKnown: one.maskIsKnown }));
    assert.ok(text.length <= LONGEST_HINT, text);
    const [whole = '', rest = whole] = tooltip.split('\n');
    counts(whole === rest ? text : whole, there);
    for (const part of whole === rest ? [] : text.replace(/^→ /, '').split(' · '))
      assert.ok(part === '…' || whole.includes(part.replace(/ inside$/, '')), `${text} of ${whole}`);
    for (const piece of sentences(rest)) holdsOf(piece, there);
  }
  for (const { text, tooltip } of said.items) {
    const all = evaluations.map((one) => ({ ...one, valuesAreKnown: one.maskIsKnown }));
    counts(text, all);
    for (const piece of sentences(tooltip)) holdsOf(piece, all);
  }
  for (const { from, text, tooltip } of said.lenses)
    lensHolds(
      text,
      tooltip,
      evaluations.filter((one) => endOf(one) === code.indexOf('\n', from)),
    );
  for (const { from, text, tooltip } of said.masks) {
    const there = evaluations.filter((one) => placeOf(one) === from && one.layer === undefined);
    holdsOf(text, there);
    holdsOf(tooltip, there);
  }
  const places = new Set(evaluations.map(({ place }) => place));
  const all = said.hovers.filter((one) => !isRaised(one) && !one.text.startsWith('Python '));
  const hovers = all.filter(({ text }) => !text.includes('What this call does is not known'));
  // Of what PyTorch takes and refuses here all is known, but for what is no number.
  assert.ok(all.length === hovers.length || (evaluations.length === 0 && code.includes('None')), code);
  assert.deepEqual(hovers.map(({ from, to }) => code.slice(from, to)).sort(), [...places].sort(), code);
  for (const hover of hovers) {
    const there = evaluations.filter(({ place }) => place === code.slice(hover.from, hover.to));
    hoverHolds(hover, there);
  }
  return pieces;

  /** Whether `→ 2 of 6 kept · Dropout 1 within net: unchanged` is true of evaluations, and tells of all. */
  function counts(text: string, those: readonly Evaluation[]): void {
    const told = new Set<Evaluation>();
    for (const part of text.replace(/^→ /, '').split(' · ')) {
      const [, within, own = part] = /^(.+ within .+): (.+)$/.exec(part) ?? [];
      const meant =
        within === undefined
          ? those.filter(({ layer }) => layer === undefined)
          : (withinOf(within, those) ?? []);
      for (const one of meant) told.add(one);
      const isExact = meant.every(({ maskIsKnown }) => maskIsKnown);
      assert.equal(/^usually|\?$/.test(own), !isExact, `${text} of\n${code}`);
      if (isExact) assert.ok(text.startsWith('→ '), text);
      holdsOf(counted(own, meant.length), meant);
    }
    assert.equal(told.size, those.length, `${text} does not tell of all of\n${code}`);
  }

  /** Whether what a lens says is true of the first group of evaluations on its line. */
  function lensHolds(text: string, tooltip: string, line: readonly Evaluation[]): void {
    pieces++;
    assert.ok(text.length <= LONGEST_LENS, text);
    const [what = '', opens = ''] = text.split(' | ');
    const [, inside] = /^inside: (.+)$/.exec(what) ?? [];
    const [, layer] =
      /^(.+ within [^:…]+?)(?:: \d+ calls)?$/.exec(
        inside === undefined ? what : `${inside} within ${line[0]?.layer?.callee}`,
      ) ?? [];
    const own = line.filter((one) => one.layer === undefined);
    const group = (layer === undefined ? undefined : withinOf(layer, line)) ?? (own.length > 0 ? own : line);
    const dropping = group.filter((one) => !isUnchanged(one));
    const first = dropping.find(({ drops }) => drops === 'some') ?? dropping[0];
    if (first === undefined) assert.fail(`“${text}” is said of what drops nothing in\n${code}`);
    holdsOf(tooltip, [first]);
    const [, number] = /^Open call (\d+)$/.exec(opens) ?? [];
    if (number !== undefined) {
      assert.ok(
        isCall(first, number) && group.every(({ maskIsKnown }) => maskIsKnown),
        `${text} of\n${code}`,
      );
      const [, count] = /(\d+) calls$/.exec(what) ?? [];
      assert.equal(Number(count ?? 1), count === undefined ? 1 : group.length, `${text} of\n${code}`);
      if (!/calls$| within |^inside: /.test(what)) assert.match(what, /^[□■ ]+$/, code);
    } else if (opens === 'Try one') {
      assert.equal(what, 'no seed: each run differs');
      assert.ok(
        group.some(({ seed, maskIsKnown }) => seed === 'none' && !maskIsKnown),
        code,
      );
    } else if (what.endsWith('drops everything')) assert.equal(first.drops, 'all', code);
    else {
      assert.match(what, /^uncertain: line \d+ is not understood$/, code);
      assert.ok(
        group.some(({ isFollowed, maskIsKnown }) => !isFollowed && !maskIsKnown),
        code,
      );
    }
  }

  /** With the number of calls, which a hint leaves out. */
  function counted(own: string, calls: number): string {
    return calls === 1 ? own : `${calls} calls, ${own}`;
  }

  function hoverHolds(
    { text, pictures, code: shown }: SaidByReplay['hovers'][number],
    there: readonly Evaluation[],
  ): void {
    let meant = there;
    let groups = 0;
    const blocks = [...shown];
    const images = [...pictures];
    for (const piece of text.split(/\n+| · /).flatMap(sentences)) {
      const within = withinOf(piece, there);
      if (within !== undefined) meant = within;
      else if (piece === there[0]?.place.slice(0, 59)) meant = there;
      else if (/itself (?:may )?gives?/.test(piece)) valueHolds(piece, there, blocks);
      else holdsOf(piece, meant);
      const [first] = meant;
      if (
        !/^(?:Exactly|One possible run|What is dropped|Nothing is dropped)/.test(piece) ||
        first === undefined
      )
        continue;
      groups++;
      const [picture, block] = [images.shift() ?? '', blocks.shift() ?? ''];
      holdsOf(picture, [first]);
      const outputs = block.split(/^(?=tensor\()/m).filter((one) => one.startsWith('tensor('));
      const isCut = /\n… \d+ lines more$|[^)]\n…$/.test(block);
      if (isExact(first) && first.showsZeros && !isCut)
        zerosHold(zerosIn(outputs[0] ?? '', first), droppedIn(picture, first), first);
      const exact = meant.findIndex((one) => !isExact(one));
      // Those after the first are there where there is room for them.
      const most = Math.min(3, exact > 0 ? exact : meant.length);
      assert.ok(outputs.length === most || (outputs.length > 0 && block.endsWith('\n…')), block);
      assert.equal(block.endsWith('\n…'), meant.length > outputs.length, block);
    }
    const lines = shown.flatMap((block) => block.split('\n'));
    assert.ok(lines.length <= MOST_LINES + shown.length, text);
    assert.ok(groups > 0 && images.length === 0, `${text} of\n${code}`);
  }

  /** What is put into a later call may have zeros already. */
  function zerosHold(zeros: number, dropped: number, one: Evaluation): void {
    if (one === evaluations[0]) assert.equal(zeros, dropped, code);
    else assert.ok(zeros >= dropped, code);
  }

  /** What a call itself gives that has dropout somewhere within. */
  function valueHolds(piece: string, there: readonly Evaluation[], blocks: string[]): void {
    pieces++;
    const isRepeated = code.includes('for _ in');
    assert.equal(piece.includes(' (the first time)'), isRepeated, `${piece}\n${code}`);
    if (/^What .* is not shown by replay\.$/.test(piece)) {
      assert.match(code, /extend/);
      return;
    }
    const [first] = there;
    assert.match(
      piece,
      first !== undefined && there.filter((one) => one.place === first.place).every(isExact)
        ? / itself gives, exactly:$/
        : / itself may give something else: |itself gives is not known: /,
      code,
    );
    if (!piece.includes('not known')) assert.ok(blocks.pop()?.startsWith(`>>> ${first?.place}\n`), code);
  }
}

/** A text in sentences, each with what ends it. */
function sentences(text: string): string[] {
  return text.split(/(?<=\.) (?=\p{Lu})/u).filter((one) => one.trim() !== '');
}

/** How many elements are dropped, by what a picture says of itself. */
function droppedIn(picture: string, one: Evaluation): number {
  const [, , kept] = COUNTS.exec(picture) ?? [];
  return kept === undefined ? 0 : sizeOf(one) - Number(kept);
}

/** How many elements of a printed tensor are 0. */
function zerosIn(output: string, one: Evaluation): number {
  const elements = [...output.matchAll(/(?<!=)-?\d+\.\d*(?:e[-+]\d+)?/g)].slice(0, sizeOf(one)).map(Number);
  assert.equal(elements.length, sizeOf(one), output);
  return elements.filter((element) => element === 0).length;
}

describe('all that replay says of a call', () => {
  for (const kind of KINDS) {
    const [plain = assert.fail(), inFunction = assert.fail()] =
      kind.form === 'layer' ? FORMS : FUNCTION_FORMS;
    it(`is true of ${kind.code('p', '')}`, async () => {
      let pieces = 0;
      for (const mode of MODES[kind.form])
        for (const p of PS)
          for (const start of p[0] === '0.5' ? STARTS : p[0] === '1' ? STARTS.slice(1, 4) : [SEEDED]) {
            const program = programOf(kind, p, start, p[0] === '0.1' ? inFunction : plain, mode);
            pieces += check(await said([program]), program);
          }
      assert.ok(pieces > 280, `all of them are looked at, not ${pieces}`);
    });
  }

  for (const form of [...FORMS, ...FUNCTION_FORMS]) {
    const isOfLayers = FORMS.includes(form);
    const kinds = isOfLayers
      ? SOME_LAYERS
      : KINDS.filter(({ code }) => /^F\.dropout2?d?\(x\)$/.test(code('', '')));
    it(`is true of ${form.code(isOfLayers ? 'nn.Dropout()' : 'F.dropout(x)', '').replace(/\s+/g, ' ')}`, async () => {
      for (const kind of kinds)
        for (const mode of MODES[kind.form])
          for (const p of PS.filter(([text]) => /^(?:0\.5|0|1|1\.5)$/.test(text)))
            for (const start of p[0] === '0.5' ? [SEEDED, UNSEEDED] : [SEEDED]) {
              const program = programOf(kind, p, start, form, mode);
              check(await said([program], { notebook: kind === kinds[0] }), program);
            }
    });
  }

  it('says that it is not known what a call gives', async () => {
    const code = `${IMPORTS}${SEED}x = torch.ones(2, 3)\ny = nn.Sequential(nn.Dropout(0.5), nn.AdaptiveAvgPool1d(2))(x)`;
    const { hovers } = await said([{ code }]);
    assert.match(
      hovers[0]?.text ?? '',
      /Exactly[^]*What .* itself gives is not known: line 8: this pooling is not/,
    );
  });

  it('names what is within a call in few words where that has a long name', async () => {
    const call = 'F.scaled_dot_product_attention(q, q, q, dropout_p=0.5)';
    const { lenses } = await said([{ code: `${IMPORTS}${SEED}q = torch.ones(1, 2, 2)\n${call}` }]);
    assert.deepEqual(
      lenses.map(({ text }) => text),
      ['dropout inside | Open call 1'],
    );
  });

  it('says that it is not known what is printed', async () => {
    const code = `${IMPORTS}import foo\nfor one in (1, foo.bar()): print(one)\nprint(foo.bar())`;
    const texts = (await said([{ code }])).hovers.map(({ text }) => text.trim());
    assert.match(
      texts[0] ?? '',
      /^Python may print something else, and what is not known stands as \?: line/,
    );
    assert.match(texts[1] ?? '', /^What Python prints here is not known: line .*\.$/);
  });

  it('names the build whose numbers they are', async () => {
    const code = `${IMPORTS}${SEED}y = nn.Dropout(0.5)(torch.ones(2, 3))`;
    for (const [backend, build] of [
      ['cpu', 'PyTorch 2.7 or newer gives on the CPU'],
      ['cpu-mkl', 'x86 wheels of PyTorch up to 2.6 give on Intel'],
    ] as const) {
      const { hovers } = await said([{ code }], { backend });
      assert.ok(hovers[0]?.text.includes(`Exactly what ${build}`), hovers[0]?.text);
    }
  });

  it('says in hovers and hints that there is taken to be no GPU', async () => {
    const asked = 'device = "cuda" if torch.cuda.is_available() else "cpu"';
    const code = `${IMPORTS}${SEED}${asked}\ny = nn.Dropout(0.5)(torch.ones(2, 3).to(device))\nprint(y)`;
    const { hovers, hints } = await said([{ code }]);
    const [call, printed] = hovers.map(({ text }) => text);
    assert.match(
      call ?? '',
      /Exactly what PyTorch 2\.7 or newer gives on the CPU \(line 7: assumes that there is no GPU\):/,
    );
    assert.match(printed ?? '', /^Python prints exactly \(line 7: assumes that there is no GPU\):/);
    assert.match(hints[0]?.tooltip ?? '', /on the CPU \(line 7: assumes that there is no GPU\)\.$/);
  });

  it('says in hovers that a number drawn without a seed is taken to be in range', async () => {
    const code = `${IMPORTS}import random\nfirst = [1, 2][random.randint(0, 1)]\nprint(torch.ones(2))`;
    const { hovers } = await said([{ code }]);
    assert.match(
      hovers.at(-1)?.text ?? '',
      /^Python prints exactly \(line \d+: assumes that nothing unknown fails from here on\):/,
    );
  });

  it('says in hovers that a plot is taken to raise nothing, but of what stands before it', async () => {
    const layer = `y = nn.Dropout(0.5)(torch.ones(2, 3))\nprint(y)\n`;
    const plot = 'import matplotlib.pyplot as plt\nplt.plot([1, 2])\n';
    const { hovers, hints } = await said([
      { code: `${IMPORTS}${SEED}device = torch.cuda.is_available()\n${layer}${plot}${layer}` },
    ]);
    const assumed = [
      'line 7: assumes that there is no GPU',
      'line 11: assumes that nothing unknown fails from here on',
    ];
    const texts = [...hovers.map(({ text }) => text), ...hints.map(({ tooltip }) => tooltip)];
    const told = texts.map((text) => /(?<=[Ee]xactly .*\()line.*(?=\)[:.])/.exec(text)?.[0]);
    const [before, after] = [assumed[0], assumed.join('; ')];
    assert.deepEqual(told, [before, after, before, after, before, after]);
  });

  it('says in hovers that what was changed since is not replayed yet', async () => {
    const code = `${IMPORTS}${SEED}y = nn.Dropout(0.5)(torch.ones(2, 3))\nprint(y)`;
    const older = 'This is from before the last change, which is still being replayed.';
    const texts = async (isChanged: boolean) =>
      (await said([{ code }], { isChanged })).hovers.map(({ text }) => text);
    const before = await texts(false);
    assert.deepEqual(
      (await texts(true)).map((text) => text.trim()),
      before.map((text) => `${older}\n${text.trim()}`),
    );
  });

  itSaysAllOf(
    ...['hints', 'hover', 'lens', 'openRequest', 'replayTexts'].map((name) => `previews/replay/${name}.ts`),
  );
});
