import { TorchError } from '../../torch';
import { attributeOfType } from './attributes';
import { instantiate } from './classes';
import { reachesCallback, unknownCallEffects, markChanged, markReachable } from './effects';
import { OBJECT_BYTES } from './budget';
import { NotUnderstood, PythonError } from './errors';
import { pythonError } from './exceptions';
import { under } from './control';
import { callFunction } from './functions';
import type { Interpreter } from './interpreter';
import { typeOf } from './types';
import { type NativeArguments, type NativeFunction, UnknownValue, type Value, withDoubt } from './values';
import { within } from './within';

/** What stands between the parentheses of a call. */
export interface CallArguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

/** `callee(…)`. */
export function callValue(interpreter: Interpreter, callee: Value, args: CallArguments): Value {
  switch (callee.kind) {
    case 'unknown':
      return callUnknown(interpreter, callee, args);
    case 'builtin':
      return callNative(interpreter, callee, args);
    case 'function':
      return callFunction(interpreter, callee, args);
    case 'method': {
      const positional = [callee.self, ...args.positional];
      if (callee.callee.kind === 'builtin')
        return callNative(interpreter, callee.callee, { ...args, positional });
      // What a method of an object in doubt does is in doubt as well.
      return under(interpreter, callee.self.doubt, () =>
        callValue(interpreter, callee.callee, { ...args, positional }),
      );
    }
    case 'class':
      return instantiate(interpreter, callee, args);
    case 'wrapped':
      return callValue(interpreter, callee.callee, args);
    case 'instance':
    case 'native': {
      const method = attributeOfType(interpreter, callee, '__call__');
      if (method !== undefined) return withDoubt(callValue(interpreter, method, args), callee.doubt);
      const unknownBase = callee.type.mro.find((one) => one.unknownBase !== undefined)?.unknownBase;
      if (unknownBase !== undefined)
        return callUnknown(interpreter, new UnknownValue(unknownBase, false, callee.type.name), {
          ...args,
          positional: [callee, ...args.positional],
        });
      break;
    }
    default:
  }
  return interpreter.raise('TypeError', `'${typeOf(callee).name}' object is not callable`);
}

function callUnknown(interpreter: Interpreter, callee: UnknownValue, args: CallArguments): Value {
  const values = [...args.positional, ...args.keywords.values()];
  if (callee.harmless) {
    if (reachesCallback(values)) {
      unknownCallEffects(interpreter, interpreter.about('escapedCallback'), values);
    }
    // PyTorch's methods that change the object are spelled so.
    if (callee.name?.endsWith('_')) markReachable(interpreter, callee.doubt, callee.reaches);
    // What is made of PyTorch's objects may be one: `tqdm(loader)`.
    const harmless = values.every(isForeign);
    const made = callee.derived(callee.name && `${callee.name}(…)`, values.flatMap(tensorsAmong));
    return harmless ? made : new UnknownValue(made.doubt, false, made.name);
  }
  const doubt = interpreter.about('unknownCall', callee.name ?? 'this call');
  unknownCallEffects(interpreter, doubt, values);
  // Whose gradients that changes is not known.
  if (callee.name?.endsWith('.backward') === true) interpreter.doubtAll(callee.doubt);
  return new UnknownValue(callee.doubt, false, callee.name && `${callee.name}(…)`);
}

/** Whether nothing that draws can be reached from a value. */
function isForeign(value: Value): boolean {
  for (const one of within(value))
    if (one.kind === 'unknown' ? !one.harmless : DRAWING.test(one.kind)) return false;
  return true;
}

/** What may draw itself, or hold what does. */
const DRAWING = /^(?:instance|iterator|dict|set|method|class|function)$/;

/** What a result may share memory with. */
function tensorsAmong(value: Value): readonly Value[] {
  const found: Value[] = [];
  for (const one of within(value))
    if (one.kind === 'unknown') for (const reached of one.reaches) found.push(reached);
    else if (one.kind === 'native') found.push(one);
  return found;
}

/** Calls what is written in TypeScript. */
export function callNative(interpreter: Interpreter, callee: NativeFunction, args: CallArguments): Value {
  const values = [...args.positional, ...args.keywords.values()];
  chargeFor(interpreter, values);
  const fitted = fit(interpreter, callee, args);
  const { draws, mutates, takesUnknown, iterates, pure } = callee.effects;
  const unknown = takesUnknown ? undefined : values.find((value) => value.kind === 'unknown');
  let doubt;
  if (unknown !== undefined) doubt = unknown.doubt;
  else {
    try {
      const result = callee.body(fitted, interpreter);
      if (result.kind === 'iterator') interpreter.meter.hold(OBJECT_BYTES);
      return withDoubt(result, handleDoubt(values));
    } catch (error) {
      if (error instanceof TorchError)
        throw pythonError(error.type, error.message, { doubt: interpreter.control }).inDoubt(
          handleDoubt(values),
        );
      if (error instanceof PythonError) throw error.inDoubt(handleDoubt(values));
      if (!(error instanceof NotUnderstood)) throw error;
      doubt = error.doubt;
    }
  }
  // To go through something unknown may draw, as a DataLoader does.
  const drew =
    draws ?? (iterates === true && values.some((value) => value.kind === 'unknown' && !value.harmless));
  if (drew) interpreter.random.lose(doubt);
  const [self] = args.positional;
  if (mutates && self !== undefined) markChanged(self, doubt);
  const harmless = unknown === undefined ? pure === true : unknown.harmless && !draws;
  return new UnknownValue(doubt, harmless, callee.name, harmless ? values.flatMap(tensorsAmong) : []);
}

/**
 * Whatever is called may look at all of a text and at all digits of an integer, so these are paid for here. What goes
 * through containers and tensors pays for their elements itself.
 */
function chargeFor({ meter }: Interpreter, values: readonly Value[]): void {
  meter.work(values.length);
  for (const value of values) {
    if (value.kind === 'str') meter.work(value.value.length / 16);
    else if (value.kind === 'int') meter.workOnInteger(value.value);
  }
}

function handleDoubt(values: readonly Value[]): UnknownValue['doubt'] | undefined {
  for (const { doubt } of values) if (doubt !== undefined) return doubt;
  return undefined;
}

/** Fits arguments to a native signature, as Python's own binding does. */
function fit(interpreter: Interpreter, callee: NativeFunction, args: CallArguments): NativeArguments {
  const { parameters, rest, keywords } = callee.signature;
  const values = new Map<string, Value>();
  const more: Value[] = [];
  const named = new Map<string, Value>();
  const byPosition = parameters.filter(({ keywordOnly }) => !keywordOnly);
  args.positional.forEach((value, i) => {
    const parameter = byPosition[i];
    if (parameter !== undefined) values.set(parameter.name, value);
    else more.push(value);
  });
  const misfit = (message: string): never => interpreter.raise('TypeError', message, true);
  if (more.length > 0 && !rest)
    misfit(
      `${callee.name}() takes ${byPosition.length} positional arguments but ${args.positional.length} were given`,
    );
  for (const [name, value] of args.keywords) {
    const parameter = parameters.find((one) => one.name === name && !one.positionalOnly);
    if (parameter === undefined) {
      if (keywords) named.set(name, value);
      else misfit(`${callee.name}() got an unexpected keyword argument '${name}'`);
    } else if (values.has(name)) misfit(`${callee.name}() got multiple values for argument '${name}'`);
    else values.set(name, value);
  }
  for (const { name, optional } of parameters)
    if (!optional && !values.has(name)) misfit(`${callee.name}() missing required argument '${name}'`);
  return {
    get: (name) => values.get(name),
    need: (name) => values.get(name) ?? interpreter.giveUp(callee.name),
    rest: more,
    keywords: named,
  };
}
