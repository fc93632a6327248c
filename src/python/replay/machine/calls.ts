import { unknownBaseOf } from '../object/mro';
import { TorchError } from '../../../torch';
import { attributeOfType, mayHave } from '../protocol/attributes';
import { instantiate } from './classes';
import { markChanged, reachesCallback, under, unknownCallEffects } from '../protocol/effects';
import { isUnsure } from '../protocol/argumentList';
import { missDropout } from '../protocol/dropoutCalls';
import { OBJECT_BYTES } from '../../primitives/budget';
import { NotUnderstood, PythonError } from '../object/errors';
import { pythonError } from '../object/exceptions';
import {
  givesNone,
  isHarmless,
  isTabular,
  mayDoMore,
  mayPrint,
  onlyReadsTensors,
} from '../../library/effects';
import { callFunction } from './functions';
import { runNative } from '../object/native';
import { dictType, typeName, typeOf } from '../object/types';
import { mayBeCalled } from './skipped';
import { bindArguments } from '../../syntax/bindArguments';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter, CallArguments } from '../object/interpreter';
import { ownOf } from '../object/own';
import {
  type FunctionValue,
  type NativeArguments,
  type NativeFunction,
  NONE,
  UnknownValue,
  type Value,
} from '../object/values';
import { valuesWithin } from '../protocol/valuesWithin';

/** `callee(…)`. */
export function callValue(interpreter: Interpreter, callee: Value, args: CallArguments): Value {
  switch (callee.kind) {
    case 'unknown':
      return callUnknown(interpreter, callee, args);
    case 'builtin':
      checkSelf(interpreter, callee, args.positional[0]);
      return callNative(interpreter, callee, args);
    case 'function':
      if (callee.code.cell < 0 && callee.code.parameters[0]?.name === 'self')
        checkSelf(interpreter, callee, args.positional[0]);
      return callFunction(interpreter, callee, args);
    case 'method': {
      const positional = [callee.self, ...args.positional];
      if (callee.callee.kind === 'builtin')
        return callNative(interpreter, callee.callee, { ...args, positional });
      // What a method of an object in doubt does is in doubt as well.
      return withDoubt(
        under(interpreter, callee.self.doubt, () =>
          callValue(interpreter, callee.callee, { ...args, positional }),
        ),
        callee.self.doubt,
      );
    }
    case 'class':
      return instantiate(interpreter, callee, args);
    case 'wrapped':
      if (callee.wrapper === 'staticmethod') return callValue(interpreter, callee.callee, args);
      break;
    case 'instance':
    case 'native': {
      const method = attributeOfType(interpreter, callee, '__call__');
      if (method !== undefined) return withDoubt(callValue(interpreter, method, args), callee.doubt);
      const unknownBase = unknownBaseOf(callee.type);
      if (unknownBase !== undefined)
        return callUnknown(interpreter, new UnknownValue(unknownBase, false, callee.type.name), {
          ...args,
          positional: [callee, ...args.positional],
        });
      break;
    }
    default: {
      const method = ownOf(callee) && attributeOfType(interpreter, callee, '__call__');
      if (method !== undefined) return callValue(interpreter, method, args);
    }
  }
  if (callee.kind !== 'property' && mayHave(callee, '__call__'))
    return interpreter.giveUp(`a call of ${typeName(callee)}`);
  return interpreter.raise('TypeError', `'${typeName(callee)}' object is not callable`);
}

/** A method of C's, taken from its class, refuses an object of another type. */
function checkSelf(
  interpreter: Interpreter,
  callee: NativeFunction | FunctionValue,
  self: Value | undefined,
): void {
  const { owner } = callee;
  if (owner === undefined || self === undefined || self.kind === 'unknown') return;
  if (typeOf(self).mro.includes(owner)) return;
  if (callee.kind === 'function') return interpreter.giveUp(callee.qualifiedName);
  const message = `descriptor '${callee.name}' for '${owner.name}' objects doesn't apply to a '${typeName(self)}' object`;
  // Those of slots are refused in other words, and classes that derive from `dict` have some of their own.
  interpreter.raise('TypeError', message, owner === dictType || callee.name.startsWith('__'));
}

/** Methods that leave alone what objects keep: texts, and dicts such as `__dict__` and the state of an optimizer. */
const READS_KEPT = /\.(?:copy|get|items|keys|values)$|\.__doc__\./;

function callUnknown(interpreter: Interpreter, callee: UnknownValue, args: CallArguments): Value {
  const values = [...args.positional, ...args.keywords.values()];
  const name = callee.name && `${callee.name}(…)`;
  const isOfPyTorch = onlyReadsTensors(callee.name);
  const last = args.positional.findLastIndex(({ kind }) => /^(?:native|unknown|bool)$/.test(kind));
  // What harmless code is handed has to be harmless as well; a result is not to be written into it.
  if (
    callee.harmless &&
    // Of a method of what PyTorch or the reader's code gave nothing is known, but where it only reads.
    (callee.reaches.some(({ kind }) => kind === 'class')
      ? READS_KEPT.test(callee.name ?? '')
      : isHarmless(callee.name, false)) &&
    !mayDoMore(callee.name ?? '', args.keywords, last) &&
    values.every((value) => isForeign(value, isOfPyTorch))
  ) {
    interpreter.unsettled(callee);
    if (givesNone(callee.name)) return NONE;
    if (mayPrint(callee.name)) interpreter.mayShow(callee.doubt);
    return callee.derived(name, values.flatMap(tensorsAmong));
  }
  const escaped = callee.harmless && reachesCallback(values);
  const doubt = escaped
    ? interpreter.about('escapedCallback')
    : interpreter.about('notUnderstood', callee.name ?? 'this call');
  interpreter.mayDoAnything(doubt);
  unknownCallEffects(interpreter, doubt, values);
  return new UnknownValue(callee.doubt, false, name);
}

/**
 * Whether harmless code that gets a value can do nothing with it but read it.
 *
 * @param isOfPyTorch whether it is PyTorch's, which takes tensors with gradients
 */
function isForeign(value: Value, isOfPyTorch: boolean): boolean {
  for (const one of valuesWithin(value)) if (!isForeignItself(one, isOfPyTorch)) return false;
  return true;
}

function isForeignItself(value: Value, isOfPyTorch: boolean): boolean {
  switch (value.kind) {
    case 'unknown':
      return value.harmless;
    case 'class':
      return value.native !== undefined;
    case 'native':
      return isOfPyTorch || value.isReadable();
    case 'instance':
      return value.type.module === 'numpy';
    default:
      return (
        ownOf(value) === undefined &&
        !/^(?:iterator|method|function|builtin|wrapped|property|super)$/.test(value.kind)
      );
  }
}

/** What a result may share memory with. */
function tensorsAmong(value: Value): readonly Value[] {
  const itself = (one: Value): Value[] => (one.kind === 'native' ? [one] : []);
  return [...valuesWithin(value)].flatMap((one) => (one.kind === 'unknown' ? one.reaches : itself(one)));
}

/** Calls what is written in TypeScript. */
function callNative(interpreter: Interpreter, callee: NativeFunction, args: CallArguments): Value {
  interpreter.meter.work(args.positional.length);
  interpreter.meter.passKeywords(args.keywords.size);
  const values = [...args.positional, ...args.keywords.values()];
  chargeFor(interpreter, values);
  const fitted = fit(interpreter, callee, args);
  const { draws, drops, mutates, takesUnknown, iterates } = callee.effects;
  const unknown = takesUnknown ? undefined : values.find((value) => value.kind === 'unknown');
  let harmless = values.every(
    (value) =>
      value.kind !== 'unknown' ||
      (value.harmless &&
        (!value.isForeign ||
          callee.effects.takesForeign === true ||
          (interpreter.guarded === 0 && isTabular(value.name)))),
  );
  let doubt;
  if (unknown !== undefined) doubt = unknown.doubt;
  else {
    try {
      const code = goneOverBy(callee, args);
      const given = code && handleDoubt(values);
      const result =
        given === undefined
          ? runNative(callee, fitted, interpreter)
          : under(interpreter, given, () => runNative(callee, fitted, interpreter));
      if (code !== undefined && given !== undefined) mayBeCalled(interpreter, code, given);
      if (result.kind === 'iterator') interpreter.meter.hold(OBJECT_BYTES);
      return callee.effects.ownDoubt === true ? result : withDoubt(result, handleDoubt(values));
    } catch (error) {
      if (error instanceof TorchError)
        throw pythonError(error.type, error.message, { doubt: interpreter.control }).inDoubt(
          handleDoubt(values),
        );
      if (error instanceof PythonError) throw error.inDoubt(handleDoubt(values));
      if (!(error instanceof NotUnderstood)) throw error;
      doubt = error.doubt;
      harmless = error.harmless;
    }
  }
  if (drops === true) missDropout(interpreter, doubt);
  // To go through something unknown may draw, as a DataLoader does.
  const drew =
    draws ?? (iterates === true && values.some((value) => value.kind === 'unknown' && !value.harmless));
  if (drew === true) {
    interpreter.random.loseAll(doubt);
    // Or from a generator that it was given.
    for (const value of values)
      if (value.kind === 'native' && value.type.name === 'Generator') markChanged(value, doubt);
  }
  const [self] = args.positional;
  if (mutates && self !== undefined) markChanged(self, doubt);
  // A layer of PyTorch's that is being made has nothing yet that could be called.
  const isNew = callee.name === '__init__' && self?.kind === 'instance' && self.type.native !== undefined;
  // Code of the reader's ran to where it was left, or did not run at all.
  harmless &&=
    (callee.effects.runsNothing === true && interpreter.replaced.size === 0) ||
    !reachesCallback(isNew ? values.slice(1) : values);
  if (!harmless) interpreter.mayDoAnything(doubt);
  else if (values.some((value) => value.kind === 'unknown' && value.isForeign))
    interpreter.assume(interpreter.about('assumesNoError'));
  return new UnknownValue(doubt, harmless, callee.name, harmless ? values.flatMap(tensorsAmong) : []);
}

/** What a native function calls for each element of what it goes over. */
function goneOverBy({ name }: NativeFunction, { positional, keywords }: CallArguments): Value | undefined {
  return keywords.get('key') ?? (name === 'map' || name === 'filter' ? positional[0] : undefined);
}

/**
 * Whatever is called may look at all of a text and at all digits of an integer, so these are paid for here. What goes
 * through containers and tensors pays for their elements itself.
 */
function chargeFor({ meter }: Interpreter, values: readonly Value[]): void {
  for (const value of values) {
    if (value.kind === 'str') meter.work(value.value.length / 16);
    else if (value.kind === 'int') meter.workOnInteger(value.value);
  }
}

function handleDoubt(values: readonly Value[]): UnknownValue['doubt'] | undefined {
  return values.find(({ doubt }) => doubt !== undefined)?.doubt;
}

/** Fits arguments to a native signature, as Python's own binding does. */
function fit(interpreter: Interpreter, callee: NativeFunction, args: CallArguments): NativeArguments {
  const bound = bindArguments(callee.parameters, args, ({ optional }) => optional);
  const [misfit] = bound.misfits;
  if (isUnsure(bound.misfits, args)) interpreter.giveUp(`${callee.name}(${misfit?.keyword ?? ''}…)`);
  if (misfit !== undefined) interpreter.raise('TypeError', `${callee.name}() ${misfit.message}`, true);
  return {
    get: (name) => bound.values.get(name),
    need: (name) => bound.values.get(name) ?? interpreter.giveUp(callee.name),
    isNamed: (name) => args.keywords.has(name),
    rest: bound.rest,
    keywords: bound.keywords,
  };
}
