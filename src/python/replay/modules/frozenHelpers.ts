import { isDataSet } from '../../library/effects';
import { split } from '../../primitives/decimal';
import { either } from '../object/doubt';
import { getItem, sizeOf, wholeOf } from '../protocol/items';
import type { Interpreter } from '../object/interpreter';
import { native, objectType } from '../object/native';
import { owned } from '../object/own';
import { floatType, intType, strType, typeName, typeOf } from '../object/types';
import type { NativeArguments, NativeFunction, Value } from '../object/values';
import {
  bool,
  ClassValue,
  InstanceValue,
  int,
  ListValue,
  NONE,
  str,
  TupleValue,
  UnknownValue,
} from '../object/values';
import { withDoubt } from '../object/withDoubt';

/** The exact sum of numbers or of their squares, as a fraction; and whether any of them is a float. */
function exactSum(interpreter: Interpreter, args: NativeArguments): Value {
  const [data, power] = [args.need('data'), args.need('power')];
  let [sum, lowest, hasFloats, doubt] = [0n, 0, false, data.doubt];
  for (const one of data.kind === 'list' ? data.items : []) {
    doubt = either(doubt, one.doubt);
    const isUnsure = one.kind === 'float' && (one.error > 0 || !Number.isFinite(one.value));
    if (one.kind === 'unknown' || isUnsure) return interpreter.leave('the digits of a number');
    if (one.kind === 'instance' || one.kind === 'native') return interpreter.giveUp('this number');
    if (one.kind !== 'float' && one.kind !== 'int' && one.kind !== 'bool')
      interpreter.raise('TypeError', `can't convert type '${typeName(one)}' to numerator/denominator`);
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

const PLAIN_TYPES: ReadonlySet<ClassValue> = new Set([floatType, intType, strType]);

/** What the library's modules in Python call beside what Python has. */
export const frozenHelpers: readonly NativeFunction[] = [
  native('unknown', 'what', (args, interpreter) =>
    interpreter.leave(interpreter.str(args.need('what')).value),
  ),
  // The same, of a value that is part of an object: what is done to it, that object's class is not written for.
  native('part', 'object, what', (args, interpreter) => {
    const type = typeOf(args.need('object')) ?? interpreter.giveUp('this part');
    const name = `${type.name}.${interpreter.str(args.need('what')).value}`;
    return new UnknownValue(interpreter.about('notUnderstood', name), true, name, [type]);
  }),
  // May do anything: `giveUp`.
  native('beyond', 'what', (args, interpreter) =>
    interpreter.giveUp(interpreter.str(args.need('what')).value),
  ),
  native('doubtful', 'value, what', (args, interpreter) =>
    withDoubt(args.need('value'), interpreter.about('environment', interpreter.str(args.need('what')).value)),
  ),
  native('sure', 'value', { ownDoubt: true, takesUnknown: true }, (args) =>
    bool(args.need('value').doubt === undefined),
  ),
  native('is_data_set', 'value', { ownDoubt: true, takesUnknown: true }, (args) => {
    const value = args.need('value');
    return bool(value.kind === 'unknown' && value.harmless && isDataSet(value.name));
  }),
  // An element that is there, whichever index in doubt it has.
  native('picked', 'object, index', { draws: true, takesUnknown: true }, (args, interpreter) =>
    getItem(interpreter, args.need('object'), args.need('index')),
  ),
  // The type of a function here, whatever it may be there.
  native('kind_of', 'object', (args, run) => typeOf(args.need('object')) ?? run.giveUp('this object')),
  native('whole', 'value', (args, interpreter) => int(wholeOf(interpreter, args.need('value')))),
  native('size', 'value', (args, interpreter) => int(sizeOf(interpreter, args.need('value')))),
  // An object that no constructor of its class has seen: of a builtin type that it derives from, with a value.
  native('new_object', 'cls, base=, *args', (args, interpreter) => {
    const [cls, base] = [args.need('cls'), args.get('base')];
    if (cls.kind !== 'class') return interpreter.giveUp('this class');
    if (base === undefined) return new InstanceValue(cls);
    return owned(interpreter.call(base, args.rest), { type: cls, attributes: new Map() });
  }),
  // The object as one of another package, of whose class more is not known.
  native('foreign', 'object, module', (args, interpreter) => {
    const [object, module] = [args.need('object'), interpreter.str(args.need('module')).value];
    if (object.kind !== 'instance') return interpreter.giveUp('this object');
    const { name, bases, members } = object.type;
    const unknownBase = interpreter.about('notUnderstood', `${module}.${name}`);
    const made = new InstanceValue(new ClassValue(name, module, bases, undefined, { unknownBase }));
    made.type.mro = [made.type, objectType];
    for (const [key, member] of members) made.type.members.set(key, member);
    for (const [key, value] of object.attributes) made.attributes.set(key, value);
    return made;
  }),
  // Whether a class has a method that is none of every object.
  native('defined', 'cls, name', (args, interpreter) => {
    const [cls, name] = [args.need('cls'), args.need('name')];
    if (cls.kind !== 'class' || name.kind !== 'str') return interpreter.giveUp('this class');
    const bases = cls.mro.filter((one) => one !== objectType);
    if (bases.some((one) => one.members.has(name.value))) return bool(true);
    // Numbers and texts have no `__init__` of their own, but compare.
    const isOpen = (one: ClassValue): boolean =>
      one.native !== undefined && (!PLAIN_TYPES.has(one) || /^__[lg][et]__$/.test(name.value));
    return bases.some(isOpen) ? interpreter.giveUp('this class') : bool(false);
  }),
  // The attributes that a function was given.
  native('set_of', 'func', (args) => {
    const func = args.need('func');
    const pairs = func.kind === 'function' ? [...func.attributes] : [];
    return new ListValue(pairs.map(([name, value]) => new TupleValue([str(name), value])));
  }),
  // Whether the body of a class, or whoever came after it, has bound a name.
  native('own', 'cls, name', (args, interpreter) => {
    const [cls, name] = [args.need('cls'), args.need('name')];
    return cls.kind === 'class' && name.kind === 'str'
      ? bool(cls.members.has(name.value))
      : interpreter.giveUp('this class');
  }),
  // Moves on a generator that `with` runs to its end: whether it has ended, and what it gives.
  native('advanced', 'generator', { draws: true }, (args, interpreter) => {
    const generator = args.need('generator');
    if (generator.kind !== 'iterator') return interpreter.giveUp('this context manager');
    generator.isManaged = true;
    const value = generator.next();
    return new TupleValue([bool(value === undefined), value ?? NONE]);
  }),
  // Puts something in the place of `sys.stdout`, and gives what was there.
  native('redirected', 'target', (args, interpreter) => {
    const [target, before] = [args.need('target'), interpreter.output ?? NONE];
    interpreter.doubtAll(interpreter.control);
    interpreter.output = target.kind === 'none' ? undefined : target;
    return before;
  }),
  // The class that a function's first parameter is annotated with.
  native('first_annotation', 'func', (args, interpreter) => {
    const func = args.need('func');
    const node = func.kind === 'function' ? func.code.parameters[0]?.annotation : undefined;
    const type = func.kind === 'function' && node ? interpreter.evaluate(node, func.closure) : undefined;
    return type?.kind === 'class' ? type : interpreter.giveUp('this annotation');
  }),
  native('exact_sum', 'data, power', (args, interpreter) => exactSum(interpreter, args)),
  // What another version of Python may give.
  native('differing', 'value, older, what=', (args, interpreter) => {
    const value = args.need('value');
    const what = interpreter.str(args.get('what') ?? str('the last digit')).value;
    const isSame = interpreter.repr(value).value === interpreter.repr(args.need('older')).value;
    return isSame ? value : withDoubt(value, interpreter.about('version', what));
  }),
];
