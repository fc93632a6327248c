import {
  arrayRepr,
  type ArrayPrintOptions,
  arrayText,
  DEFAULT_ARRAY_PRINT,
  floatScalarText,
  isWrittenAnew,
} from '../../../numpy';
import type { Mark } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { type Doubt, either } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { FloatValue, NONE, StrValue, type Value } from '../object/values';
import { formatted } from '../protocol/format';
import type { NdarrayValue } from '../torch/ndarray';
import { valueOfScalar } from '../torch/scalars';
import { textWithin } from '../../../torch/uncertainText';
import { numpyFunction } from './numpyCall';

/** `np.set_printoptions` in one replay. */
interface PrintState {
  options: ArrayPrintOptions;
  doubt: Doubt | undefined;
}

const states = new WeakMap<Interpreter, PrintState>();

function stateOf(interpreter: Interpreter): PrintState {
  let state = states.get(interpreter);
  if (state === undefined)
    states.set(interpreter, (state = { options: DEFAULT_ARRAY_PRINT, doubt: undefined }));
  return state;
}

/** `np.set_printoptions`: what is not modelled of it leaves in doubt how arrays print. */
export const setPrintOptions = numpyFunction(
  'set_printoptions',
  'precision=, threshold=, edgeitems=, linewidth=, suppress=, **rest',
  (call) => {
    const { interpreter } = call;
    const state = stateOf(interpreter);
    state.doubt = either(state.doubt, interpreter.control);
    try {
      const { options } = state;
      const of = (name: 'precision' | 'threshold' | 'edgeitems' | 'linewidth'): number => {
        // Others may be refused, here or where something is printed.
        const isTaken = /^(?:int|none|unknown|undefined)$/.test(String(call.get(name)?.kind));
        if (!isTaken && name !== 'threshold') interpreter.giveUp('these print options');
        return call.int(name) ?? options[name];
      };
      state.options = {
        precision: of('precision'),
        threshold: of('threshold'),
        edgeitems: of('edgeitems'),
        linewidth: of('linewidth'),
        suppress: call.bool('suppress') ?? options.suppress,
      };
      const { precision, edgeitems } = state.options;
      if (precision > 20 || edgeitems === 0 || call.hasKeywords) call.unmodelled();
    } catch (error) {
      state.doubt ??= interpreter.about('notUnderstood', 'numpy.set_printoptions');
      throw error;
    }
    state.doubt = either(state.doubt, call.doubt);
    return NONE;
  },
);

/** The number that a numpy number is. */
export function numberOf(interpreter: Interpreter, self: NdarrayValue): Value {
  return valueOfScalar(interpreter, algebra.item(self.enclosure));
}

/** `str(a)`. */
export function textOf(interpreter: Interpreter, self: NdarrayValue): StrValue {
  const { enclosure } = self;
  if (enclosure.dim > 0) return written(interpreter, self, arrayText);
  const { dtype } = enclosure;
  if (dtype !== 'float32' && dtype !== 'float64') {
    const text = interpreter.str(numberOf(interpreter, self));
    return new StrValue(text.value, either(self.contentsDoubt, text.doubt));
  }
  return written(interpreter, self, (x, _, mark) => {
    const text = floatScalarText(Number(x.values()[0] ?? 0), dtype);
    return mark ? mark(x.storageOffset, text) : text;
  });
}

/** `repr(a)`: of a number it names the type since numpy 2. */
export function reprOf(interpreter: Interpreter, self: NdarrayValue): StrValue {
  if (!self.isScalar) return written(interpreter, self, arrayRepr);
  const { dtype } = self.enclosure;
  const text = textOf(interpreter, self).value;
  const doubt = either(self.contentsDoubt, interpreter.about('version', 'how numpy writes its numbers'));
  return new StrValue(dtype === 'bool' ? `np.${text}_` : `np.${dtype}(${text})`, doubt);
}

function written(
  interpreter: Interpreter,
  self: NdarrayValue,
  write: (x: algebra.Enclosure['tensor'], options: ArrayPrintOptions, mark?: Mark) => string,
): StrValue {
  const { enclosure } = self;
  const { options, doubt } = stateOf(interpreter);
  interpreter.meter.makeText(Math.min(enclosure.numel, Math.max(options.threshold, 1)) * 10);
  const { text, open } = textWithin(enclosure, (x, mark) => write(x, options, mark));
  let own = either(self.contentsDoubt, doubt);
  if (open !== undefined) own ??= interpreter.about(open);
  const isVersioned =
    isWrittenAnew(enclosure.tensor) || (write === arrayRepr && enclosure.numel > options.threshold);
  if (isVersioned) own ??= interpreter.about('version', 'how numpy writes its arrays');
  return new StrValue(text, own);
}

/** `f"{a:spec}"`: numbers are written as Python's, arrays take no specification. */
export function formatOf(interpreter: Interpreter, self: NdarrayValue, spec: Value): Value {
  if (spec.kind !== 'str') return interpreter.giveUp('this format');
  const { enclosure, contentsDoubt } = self;
  if (spec.value === '' && (enclosure.dtype !== 'float32' || enclosure.dim > 0))
    return textOf(interpreter, self);
  if (enclosure.dim > 0)
    return interpreter.raise('TypeError', 'unsupported format string passed to numpy.ndarray.__format__');
  const number = numberOf(interpreter, self);
  const plain = number.kind === 'float' ? new FloatValue(number.value, undefined, number.error) : number;
  const text = formatted(interpreter, plain, spec);
  return new StrValue(text.value, either(contentsDoubt, text.doubt));
}
