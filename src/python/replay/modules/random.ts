import { either } from '../object/doubt';
import { native, nativeClass, opaqueClass } from '../object/native';
import { readSignature } from '../../syntax/signature';
import type { Effects } from '../../library/nativeEffects';
import { PythonRandom } from '../../primitives/pythonRandom';
import { Stream, UNSEEDED } from '../object/random';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, NativeArguments, NativeFunction, Value } from '../object/values';
import { float, FloatValue, int, ListValue, NativeValue, NONE } from '../object/values';
import { compare } from '../protocol/comparison';
import { getItem, markElements, wholeOf } from '../protocol/items';
import { collect } from '../protocol/iteration';
import { isNumber } from '../protocol/numbers';
import { binary } from '../protocol/operators';
import { byName, makeModule } from './make';

/** What a generator takes. */
const STATE_BYTES = 6000;

/** `random.Random(seed)`. */
class RandomValue extends NativeValue {
  constructor(readonly state: Stream<PythonRandom>) {
    super(randomType);
  }

  override get identity(): object {
    return this.state;
  }

  override markChanged(doubt: NonNullable<Value['doubt']>): void {
    this.state.lose(doubt);
  }
}

const stateType = opaqueClass('tuple', 'builtins');

/** Where a generator of Python's or numpy's stood: `getstate()`. */
export class SavedState<Source extends { clone(): Source }> extends NativeValue {
  override readonly mutable = false;
  private constructor(
    private readonly source: Source,
    private readonly contents: Value['doubt'],
  ) {
    super(stateType);
  }

  static of<Source extends { clone(): Source }>({ source, doubt }: Stream<Source>): SavedState<Source> {
    return new SavedState(source.clone(), doubt);
  }

  /** The generator goes on from there; whether this is a state of such a generator. */
  restore(stream: Stream<Source>, kind: new (seed: never) => Source): boolean {
    if (!(this.source instanceof kind)) return false;
    stream.source = this.source.clone();
    stream.doubt = either(this.contents, this.doubt);
    return true;
  }
}

/** One call of a function that draws. */
interface Draw {
  readonly state: Stream<PythonRandom>;
  readonly args: NativeArguments;
  readonly interpreter: Interpreter;
}

/** A function of the module, and the same as a method of its generators. */
function drawing(
  name: string,
  signature: string,
  ...[body, effects = {}]: [body: (draw: Draw) => Value, effects?: Effects]
): readonly [NativeFunction, NativeFunction] {
  const names = readSignature(signature).map((one) => one.name);
  const run = (state: Stream<PythonRandom>, args: NativeArguments, interpreter: Interpreter): Value => {
    // How much is drawn may hang on what the code around and the arguments are in doubt about.
    const doubt = names.reduce((sum, one) => either(sum, args.get(one)?.doubt), interpreter.control);
    if (doubt !== undefined) state.lose(doubt);
    const result = body({ state, args, interpreter });
    return effects.ownDoubt === true ? result : withDoubt(result, state.doubt);
  };
  return [
    native(name, signature, { ...effects, draws: true }, (args, interpreter) =>
      run(interpreter.random.python, args, interpreter),
    ),
    native(name, `self, ${signature}`, { ...effects, mutates: true }, (args, interpreter) => {
      const self = args.need('self');
      return self instanceof RandomValue ? run(self.state, args, interpreter) : interpreter.giveUp(name);
    }),
  ];
}

function integer({ args, interpreter }: Draw, name: string): bigint {
  const value = args.need(name);
  // What some versions make integers of, and what objects do with it, is theirs.
  if (!/^(?:int|bool|unknown)$/.test(value.kind)) return interpreter.giveUp('a number that is no integer');
  return wholeOf(interpreter, value);
}

/** How many elements a sequence has. */
function sizeOf({ interpreter }: Draw, sequence: Value): bigint {
  if (!/^(?:list|tuple|str|range)$/.test(sequence.kind)) return interpreter.giveUp('drawing from this');
  const size = interpreter.call(interpreter.builtin('len'), [sequence]);
  return size.kind === 'int' ? size.value : interpreter.giveUp('drawing from this');
}

/** What is drawn from a sequence: where that is in doubt, any of its elements may be the one. */
function elementAt(
  { interpreter, state }: Draw,
  sequence: Value,
  place: number | bigint,
  doubt?: Value['doubt'],
): Value {
  return getItem(interpreter, sequence, int(place, either(state.doubt, doubt)));
}

function seed({ state, args, interpreter }: Draw): Value {
  const given = args.get('a') ?? NONE;
  const { control } = interpreter;
  if ((args.get('version') ?? int(2)).kind !== 'int') return interpreter.giveUp('this version');
  if (given.kind === 'none') {
    state.source.seed(0n);
    state.doubt = UNSEEDED;
  } else if (given.kind === 'int' || given.kind === 'bool') {
    state.source.seed(BigInt(given.value));
    state.doubt = interpreter.random.seeded(either(control, given.doubt));
  } else if (given.kind === 'str' || given.kind === 'float')
    state.lose(interpreter.about('notUnderstood', 'a seed that is no integer'));
  else return interpreter.giveUp('this seed');
  if (control !== undefined) state.lose(control);
  return NONE;
}

function randrange(draw: Draw, start: bigint, stop: bigint, step: bigint): Value {
  const { interpreter, state } = draw;
  if (step === 0n) interpreter.raise('ValueError', 'zero step for randrange()');
  const width = stop - start;
  const count = (width + step + (step > 0n ? -1n : 1n)) / step;
  const isEmpty = step > 0n ? width <= 0n : width >= 0n;
  if (isEmpty) interpreter.raise('ValueError', `empty range in randrange(${start}, ${stop})`, true);
  return int(start + step * state.source.below(count));
}

/** With weights: where a random part of their sum falls (`bisect_right` in their running sums). */
function weighted(draw: Draw, weights: readonly Value[], population: Value, count: number): Value {
  const { interpreter, state } = draw;
  const total = weights.at(-1) ?? interpreter.raise('IndexError', 'list index out of range', true);
  const sum = isNumber(total) ? interpreter.toFloat(total) : undefined;
  if (sum?.kind !== 'float' || sum.error > 0) return interpreter.giveUp('these weights');
  if (!(sum.value > 0)) interpreter.raise('ValueError', 'Total of weights must be greater than zero');
  if (!Number.isFinite(sum.value)) interpreter.raise('ValueError', 'Total of weights must be finite');
  const items = Array.from({ length: count }, () => {
    const point = float(state.source.random() * sum.value);
    interpreter.meter.work(weights.length);
    let at = 0;
    let doubt: Value['doubt'];
    for (const end = weights.length - 1; at < end; at++) {
      const isBelow = interpreter.truth(compare(interpreter, '<', point, weights[at] ?? NONE));
      doubt = either(doubt, isBelow.doubt);
      if (isBelow.value !== false) break;
    }
    return elementAt(draw, population, at, doubt);
  });
  return new ListValue(items);
}

function choices(draw: Draw): Value {
  const { args, interpreter, state } = draw;
  const population = args.need('population');
  const size = Number(sizeOf(draw, population));
  const count = args.get('k') === undefined ? 1 : Number(integer(draw, 'k'));
  interpreter.meter.makeSlots(Math.max(0, count));
  const [weights, sums] = [args.get('weights') ?? NONE, args.get('cum_weights') ?? NONE];
  if (weights.kind !== 'none' && sums.kind !== 'none')
    interpreter.raise('TypeError', 'Cannot specify both weights and cumulative weights');
  if (weights.kind === 'int' || weights.kind === 'bool') {
    const words = `The number of choices must be a keyword argument: k=${interpreter.repr(weights).value}`;
    interpreter.raise('TypeError', words);
  }
  let sum: Value | undefined;
  const add = (one: Value): Value => (sum = sum === undefined ? one : binary(interpreter, '+', sum, one));
  const [given, isSummed] = sums.kind === 'none' ? [weights, false] : [sums, true];
  if (given.kind !== 'none') {
    const ends = isSummed ? collect(interpreter, given) : collect(interpreter, given).map(add);
    if (ends.length !== size)
      interpreter.raise('ValueError', 'The number of weights does not match the population');
    return weighted(draw, ends, population, count);
  }
  if (size === 0 && count > 0) interpreter.raise('IndexError', 'list index out of range', true);
  const pick = (): Value => elementAt(draw, population, Math.floor(state.source.random() * size));
  return new ListValue(Array.from({ length: Math.max(0, count) }, pick));
}

function sample(draw: Draw): Value {
  const { args, interpreter, state } = draw;
  const population = args.need('population');
  if (args.get('counts') !== undefined) return interpreter.giveUp('a sample by counts');
  const [size, count] = [Number(sizeOf(draw, population)), Number(integer(draw, 'k'))];
  if (count < 0 || count > size)
    interpreter.raise('ValueError', 'Sample larger than population or is negative');
  const places = state.source.sample(size, count);
  return new ListValue(places.map((place) => elementAt(draw, population, place)));
}

function shuffle({ args, interpreter, state }: Draw): Value {
  const x = args.need('x');
  if (x.kind !== 'list') return interpreter.giveUp('shuffling this');
  state.source.shuffle(x.items);
  if (state.doubt !== undefined) markElements(x, state.doubt);
  interpreter.changed(x, state.doubt);
  return NONE;
}

/** `mu + z * sigma`. */
function scaled({ args, interpreter }: Draw, z: FloatValue): Value {
  const product = binary(interpreter, '*', z, args.get('sigma') ?? float(1));
  return binary(interpreter, '+', args.get('mu') ?? float(0), product);
}

const drawings = [
  drawing('seed', 'a=, version=', seed, { ownDoubt: true }),
  drawing('getstate', '', ({ state }) => SavedState.of(state)),
  drawing(
    'setstate',
    'state',
    ({ state, args, interpreter }) => {
      const saved = args.need('state');
      if (!(saved instanceof SavedState) || !saved.restore(state, PythonRandom))
        return interpreter.giveUp('this state');
      if (interpreter.control !== undefined) state.lose(interpreter.control);
      return NONE;
    },
    { ownDoubt: true },
  ),
  drawing('random', '', ({ state }) => float(state.source.random())),
  drawing('getrandbits', 'k, /', (draw) => {
    const count = Number(integer(draw, 'k'));
    if (Math.abs(count) >= 2 ** 31) return draw.interpreter.giveUp('so many bits');
    if (count < 0) draw.interpreter.raise('ValueError', 'number of bits must be non-negative');
    draw.interpreter.meter.makeInteger(count);
    return int(draw.state.source.bits(count));
  }),
  drawing('randrange', 'start, stop=, step=', (draw) => {
    const start = integer(draw, 'start');
    const hasStop = (draw.args.get('stop') ?? NONE).kind !== 'none';
    if (!hasStop && draw.args.get('step') !== undefined) return draw.interpreter.giveUp('this range');
    const step = draw.args.get('step') === undefined ? 1n : integer(draw, 'step');
    if (hasStop) return randrange(draw, start, integer(draw, 'stop'), step);
    if (start <= 0n) draw.interpreter.raise('ValueError', 'empty range for randrange()');
    return randrange(draw, 0n, start, step);
  }),
  drawing('randint', 'a, b', (draw) => randrange(draw, integer(draw, 'a'), integer(draw, 'b') + 1n, 1n)),
  drawing('uniform', 'a, b', ({ state, args, interpreter }) => {
    const width = binary(interpreter, '-', args.need('b'), args.need('a'));
    const part = binary(interpreter, '*', width, float(state.source.random()));
    return binary(interpreter, '+', args.need('a'), part);
  }),
  drawing('choice', 'seq', (draw) => {
    const seq = draw.args.need('seq');
    const size = sizeOf(draw, seq);
    if (size === 0n) draw.interpreter.raise('IndexError', 'Cannot choose from an empty sequence');
    return elementAt(draw, seq, draw.state.source.below(size));
  }),
  drawing('choices', 'population, weights=, *, cum_weights=, k=', choices),
  drawing('sample', 'population, k, *, counts=', sample),
  drawing('shuffle', 'x', shuffle, { mutates: true, ownDoubt: true }),
  drawing('gauss', 'mu=, sigma=', (draw) => {
    const { value, error } = draw.state.source.gauss();
    return scaled(draw, new FloatValue(value, undefined, error));
  }),
  drawing('normalvariate', 'mu=, sigma=', (draw) =>
    scaled(draw, float(draw.state.source.normal(() => draw.state.lose(draw.interpreter.about('rounding'))))),
  ),
];

const randomType: ClassValue = nativeClass('Random', {
  module: 'random',
  members: drawings.map(([, method]) => method),
  construct: native('Random', 'cls, x=', (args, interpreter) => {
    interpreter.meter.hold(STATE_BYTES);
    const made = new RandomValue(new Stream(new PythonRandom()));
    interpreter.call(interpreter.attribute(made, 'seed'), [args.get('x') ?? NONE]);
    return made;
  }),
});

/** `random`: the generator of Python's own, and those that code makes for itself. */
export const randomModule = makeModule('random', {
  ...byName(drawings.map(([one]) => one)),
  Random: randomType,
});
