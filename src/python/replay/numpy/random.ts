import * as numpy from '../../../numpy';
import { byName, makeModule } from '../modules/make';
import { either } from '../object/doubt';
import type { Effects } from '../object/nativeSignature';
import { type NativeFunction, NONE, type Value } from '../object/values';
import { doubtContents } from '../torch/memory';
import { NdarrayValue } from '../torch/ndarray';
import { type NumpyBody, type NumpyCall, numpyFunction } from './numpyCall';

/** A function that draws from numpy's generator; where it is not modelled, nobody knows from where the next one draws. */
function drawing(name: string, signature: string, body: NumpyBody, effects: Effects = {}): NativeFunction {
  return numpyFunction(`random.${name}`, signature, { ...effects, draws: 'numpy' }, (call) => {
    const { interpreter } = call;
    const { numpy: stream } = interpreter.random;
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
      const value = call.asInt(seed);
      if (value < 0 || value >= 2 ** 32)
        throw new numpy.NumpyError('ValueError', 'Seed must be between 0 and 2**32 - 1');
      const { numpy: stream } = interpreter.random;
      stream.source.seed(value);
      stream.doubt = interpreter.random.seeded(call.doubt);
      return NONE;
    }),
    drawing('shuffle', 'x', shuffle, { mutates: true }),
    ...numpy.RANDOM_FUNCTIONS.map(({ name, signature, body }) => drawing(name, signature, body)),
  ]),
);
