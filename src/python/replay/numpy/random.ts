import * as numpy from '../../../numpy';
import { byName, makeModule } from '../modules/make';
import { SavedState } from '../modules/random';
import { type Doubt, either } from '../object/doubt';
import { native, nativeClass } from '../object/native';
import { Stream } from '../object/random';
import type { Effects } from '../../library/nativeEffects';
import type { ClassValue } from '../object/values';
import { type NativeFunction, NativeValue, NONE, str, UnknownValue, type Value } from '../object/values';
import { doubtContents } from '../torch/memory';
import { NdarrayValue } from '../torch/ndarray';
import { type NumpyBody, type NumpyCall, numpyFunction } from './numpyCall';

/** Draws from a generator; where that is not modelled, nobody knows from where the next one draws. */
function drawn(call: NumpyCall, name: string, body: NumpyBody): Value {
  const { interpreter, stream } = call;
  try {
    call.drawn = stream.doubt;
    const result = body(call);
    stream.lose(interpreter.control);
    stream.lose(call.doubt);
    return result;
  } catch (error) {
    // What numpy raises it raises before it draws.
    if (!(error instanceof numpy.NumpyError))
      stream.lose(interpreter.about('notUnderstood', `numpy.random.${name}`));
    throw error;
  }
}

/** A function that draws from the generator that all share. */
function drawing(name: string, signature: string, body: NumpyBody, effects: Effects = {}): NativeFunction {
  return numpyFunction(`random.${name}`, signature, { ...effects, draws: 'numpy' }, (call) =>
    drawn(call, name, body),
  );
}

/** `np.random.default_rng(seed)` and `np.random.RandomState(seed)`. */
class GeneratorValue extends NativeValue {
  constructor(
    type: ClassValue,
    readonly stream: Stream<numpy.RandomNumbers>,
  ) {
    super(type);
  }

  override get identity(): object {
    return this.stream;
  }

  override markChanged(doubt: Doubt): void {
    this.stream.lose(doubt);
  }
}

/** What a generator takes. */
const STATE_BYTES = 6000;

/** A class of generators, and by which name it is made. */
function generatorClass(
  name: string,
  maker: string,
  make: (seed: number) => numpy.RandomNumbers,
  methods: readonly numpy.Definition[],
): NativeFunction {
  const own = (
    method: string,
    signature: string,
    body: NumpyBody,
    effects: Effects = { mutates: true },
  ): NativeFunction =>
    numpyFunction(`random.${maker}(…).${method}`, `self, ${signature}`, effects, (call) => {
      const self = call.need('self');
      if (!(self instanceof GeneratorValue)) return call.unmodelled();
      call.stream = self.stream;
      return drawn(call, method, body);
    });
  const type: ClassValue = nativeClass(name, {
    module: name === maker ? 'numpy.random.mtrand' : 'numpy.random._generator',
    members: [
      ...methods.map(({ name: method, signature, body }) => own(method, signature, body)),
      own('shuffle', 'x', shuffle),
      native('__repr__', 'self', (_, interpreter) => str(name, interpreter.about('address'))),
    ],
    missing: (self, member, interpreter) => {
      if (member.startsWith('__')) return undefined;
      const doubt = interpreter.about('notUnderstood', `numpy.random.${name}.${member}`);
      return UnknownValue.imported(doubt, `numpy.random.${maker}(…).${member}`);
    },
  });
  return numpyFunction(`random.${maker}`, 'seed=', (call) => {
    const { interpreter } = call;
    const seed = call.int('seed');
    if (seed !== undefined && (seed < 0 || (name === maker && seed >= 2 ** 32))) return call.unmodelled();
    interpreter.meter.hold(STATE_BYTES);
    const stream = new Stream(make(seed ?? 0));
    if (seed !== undefined) stream.doubt = interpreter.random.seeded(either(call.doubt, interpreter.control));
    return new GeneratorValue(type, stream);
  });
}

/** Things in another order: of a list its items, of an array its rows. */
function shuffle(call: NumpyCall): Value {
  const [x, { interpreter }] = [call.need('x'), call];
  if (x.kind === 'list') {
    interpreter.meter.makeSlots(x.items.length);
    const items = [...x.items];
    x.items = Array.from(call.random.order(items.length), (i) => items[i] ?? NONE);
    interpreter.changed(x, call.allDoubt);
    return NONE;
  }
  if (!(x instanceof NdarrayValue) || x.isScalar || x.enclosure.dim === 0) return call.unmodelled();
  const { enclosure } = x;
  const rows = numpy.reordered(enclosure, call.random.order(enclosure.shape[0] ?? 0));
  enclosure.write(rows.tensor.values(), rows.errors());
  doubtContents(enclosure, either(interpreter.control, call.allDoubt));
  return NONE;
}

/** `numpy.random`: the functions that draw from the generator that all share. */
export const randomModule = makeModule(
  'numpy.random',
  byName([
    drawing('seed', 'seed=', (call) => {
      const { interpreter } = call;
      const seed = call.get('seed');
      if (seed === undefined) {
        interpreter.random.numpy.lose(interpreter.about('unseeded'));
        return NONE;
      }
      const refused =
        "Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'safe'";
      if (seed.kind === 'float') throw new numpy.NumpyError('TypeError', refused);
      const value = call.asInt(seed);
      if (value < 0 || value >= 2 ** 32)
        throw new numpy.NumpyError('ValueError', 'Seed must be between 0 and 2**32 - 1');
      const { numpy: stream } = interpreter.random;
      stream.source.seed(value);
      stream.doubt = interpreter.random.seeded(call.doubt);
      return NONE;
    }),
    drawing('get_state', '', ({ interpreter }) => SavedState.of(interpreter.random.numpy)),
    drawing('set_state', 'state', (call) => {
      const state = call.need('state');
      const isOwn =
        state instanceof SavedState && state.restore(call.interpreter.random.numpy, numpy.LegacyRandom);
      return isOwn ? NONE : call.unmodelled();
    }),
    drawing('shuffle', 'x', shuffle, { mutates: true }),
    generatorClass(
      'Generator',
      'default_rng',
      (seed) => new numpy.DefaultRandom(BigInt(seed)),
      numpy.GENERATOR_METHODS,
    ),
    generatorClass(
      'RandomState',
      'RandomState',
      (seed) => new numpy.LegacyRandom(seed),
      numpy.RANDOM_FUNCTIONS,
    ),
    ...numpy.RANDOM_FUNCTIONS.map(({ name, signature, body }) => drawing(name, signature, body)),
  ]),
);
