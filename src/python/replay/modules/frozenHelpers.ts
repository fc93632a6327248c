import { split } from '../../primitives/decimal';
import { either } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { native } from '../object/native';
import { typeOf } from '../object/types';
import type { NativeArguments, NativeFunction, Value } from '../object/values';
import { bool, int, TupleValue } from '../object/values';
import { withDoubt } from '../object/withDoubt';

/** The exact sum of numbers or of their squares, as a fraction; and whether any of them is a float. */
function exactSum(interpreter: Interpreter, args: NativeArguments): Value {
  const [data, power] = [args.need('data'), args.need('power')];
  let [sum, lowest, hasFloats, doubt] = [0n, 0, false, data.doubt];
  for (const one of data.kind === 'list' ? data.items : []) {
    doubt = either(doubt, one.doubt);
    const isUnsure = one.kind === 'float' && (one.error > 0 || !Number.isFinite(one.value));
    if (one.kind === 'unknown' || isUnsure) return interpreter.leave('the digits of a number');
    if (one.kind === 'instance') return interpreter.giveUp('this number');
    if (one.kind !== 'float' && one.kind !== 'int' && one.kind !== 'bool')
      interpreter.raise('TypeError', `can't convert type '${typeOf(one).name}' to numerator/denominator`);
    hasFloats ||= one.kind === 'float';
    const [mantissa, exponent] =
      one.kind === 'float' ? split(Math.abs(one.value)) : ([BigInt(one.value), 0] as const);
    const signed = one.kind === 'float' && one.value < 0 ? -mantissa : mantissa;
    const times = power.kind === 'int' ? Number(power.value) : 1;
    interpreter.meter.work(50);
    interpreter.meter.workOnInteger(sum, signed);
    const place = exponent * times;
    if (place < lowest) sum <<= BigInt(lowest - place);
    lowest = Math.min(lowest, place);
    sum += (signed ** BigInt(times)) << BigInt(place - lowest);
  }
  return new TupleValue([int(sum, doubt), int(1n << BigInt(-lowest), doubt), bool(hasFloats)]);
}

/** What the library's modules in Python call beside what Python has. */
export const frozenHelpers: readonly NativeFunction[] = [
  native('unknown', 'what', (args, interpreter) =>
    interpreter.leave(interpreter.str(args.need('what')).value),
  ),
  // May do anything: `giveUp`.
  native('beyond', 'what', (args, interpreter) =>
    interpreter.giveUp(interpreter.str(args.need('what')).value),
  ),
  native('doubtful', 'value, what', (args, interpreter) =>
    withDoubt(args.need('value'), interpreter.about('environment', interpreter.str(args.need('what')).value)),
  ),
  native('exact_sum', 'data, power', (args, interpreter) => exactSum(interpreter, args)),
  // What another version of Python may give.
  native('differing', 'value, older', (args, interpreter) => {
    const value = args.need('value');
    const isSame = interpreter.repr(value).value === interpreter.repr(args.need('older')).value;
    return isSame ? value : withDoubt(value, interpreter.about('version', 'the last digit'));
  }),
];
