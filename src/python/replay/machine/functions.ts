import { OBJECT_BYTES } from '../object/budget';
import { either } from '../object/doubt';
import type { FunctionCode, Statement } from '../../syntax/ast/ast';
import { withDoubt } from '../object/withDoubt';
import type { CallArguments, Completion, Signal, Interpreter } from '../object/interpreter';
import {
  DictValue,
  FunctionValue,
  IteratorValue,
  NONE,
  str,
  TupleValue,
  type Value,
  Frame,
} from '../object/values';
import { setEntry } from '../protocol/hashing';

/** The function that a `def` or lambda makes, its defaults evaluated now. */
export function makeFunction(interpreter: Interpreter, code: FunctionCode, frame: Frame): FunctionValue {
  interpreter.meter.hold(OBJECT_BYTES);
  const defaults = new Map<string, Value>();
  for (const parameter of code.parameters) {
    if (parameter.default !== undefined)
      defaults.set(parameter.name, interpreter.evaluate(parameter.default, frame));
  }
  const prefix =
    frame.kind === 'module' ? '' : frame.kind === 'class' ? `${frame.name}.` : `${frame.name}.<locals>.`;
  return new FunctionValue(code, frame, defaults, prefix + code.name);
}

/** Calls a function of the reader's. */
export function callFunction(interpreter: Interpreter, callee: FunctionValue, args: CallArguments): Value {
  const { code } = callee;
  const frame = new Frame('function', code.scope, callee.closure, callee.qualifiedName, callee.owner);
  bindParameters(interpreter, callee, args, frame);
  frame.self = args.positional[0];
  if (code.isAsync) return interpreter.unknown('async');
  if (code.isGenerator) return generatorOf(interpreter, callee, frame);
  const control = interpreter.control;
  // Which function it is that runs may be in doubt.
  interpreter.control = either(control, callee.doubt);
  const place = interpreter.place;
  interpreter.meter.enter();
  try {
    const run = interpreter.execute(code.body, frame);
    for (let step = run.next(); ; step = run.next()) {
      if (step.done === true) return withDoubt(resultOf(step.value), callee.doubt);
    }
  } finally {
    interpreter.meter.leave();
    interpreter.control = control;
    interpreter.place = place;
  }
}

function resultOf(completion: Completion): Value {
  return typeof completion === 'object' ? completion.value : NONE;
}

const cleaning = new WeakMap<FunctionCode, boolean>();

/** Whether a generator may stop where it still has something to do should nobody go on with it: in `with` or `try`. */
function cleansUp(code: FunctionCode): boolean {
  let answer = cleaning.get(code);
  if (answer === undefined) {
    answer = code.body.some((statement) => hasCleaning(statement));
    cleaning.set(code, answer);
  }
  return answer;
}

function hasCleaning(statement: Statement): boolean {
  switch (statement.type) {
    case 'With':
      return true;
    case 'Try':
      return statement.last.length > 0 || statement.handlers.length > 0;
    case 'If':
      return [...statement.then, ...statement.otherwise].some(hasCleaning);
    case 'For':
    case 'While':
      return [...statement.body, ...statement.otherwise].some(hasCleaning);
    default:
      return false;
  }
}

/** The iterator that a call of a generator function gives. */
function generatorOf(interpreter: Interpreter, callee: FunctionValue, frame: Frame): IteratorValue {
  interpreter.meter.hold(OBJECT_BYTES);
  let run: Generator<Signal, Completion> | undefined;
  let done = false;
  // How many blocks of its own it stopped in that may take another way.
  let guarded = 0;
  const made: IteratorValue = new IteratorValue('generator', (): Value | undefined => {
    if (done) return undefined;
    run ??= interpreter.execute(callee.code.body, frame);
    const control = interpreter.control;
    interpreter.control = either(control, either(callee.doubt, made.doubt));
    interpreter.meter.enter();
    const outside = interpreter.guarded;
    interpreter.guarded += guarded;
    try {
      for (let step = run.next(); ; step = run.next()) {
        if (step.done === true) {
          done = true;
          return undefined;
        }
        if (step.value.type !== 'yield') continue;
        // Whoever drops it makes it clean up.
        if (!made.isManaged && cleansUp(callee.code)) interpreter.unknown('a generator that cleans up');
        return withDoubt(step.value.value, made.doubt);
      }
    } catch (error) {
      done = true;
      throw error;
    } finally {
      interpreter.meter.leave();
      guarded = interpreter.guarded - outside;
      interpreter.guarded = outside;
      interpreter.control = control;
    }
  });
  return made;
}

/** Fits the arguments of a call to the parameters of a function, in Python's words where they do not fit. */
function bindParameters(
  interpreter: Interpreter,
  callee: FunctionValue,
  args: CallArguments,
  frame: Frame,
): void {
  const { parameters } = callee.code;
  const name = callee.qualifiedName;
  interpreter.meter.work(parameters.length * (2 + args.keywords.size) + args.positional.length);
  interpreter.meter.passKeywords(args.keywords.size);
  const positional = parameters.filter(({ kind }) => kind === 'normal' || kind === 'positionalOnly');
  const { names } = frame;
  positional.forEach((parameter, i) => {
    const value = args.positional[i];
    if (value !== undefined) names.set(parameter.name, value);
  });
  const star = parameters.find(({ kind }) => kind === 'star');
  const doubleStar = parameters.find(({ kind }) => kind === 'doubleStar');
  const extra = args.positional.slice(positional.length);
  const rest = new DictValue();
  for (const [key, value] of args.keywords) {
    const parameter = parameters.find(
      (one) => one.name === key && (one.kind === 'normal' || one.kind === 'keywordOnly'),
    );
    if (parameter !== undefined) {
      if (names.has(key))
        interpreter.raise('TypeError', `${name}() got multiple values for argument '${key}'`);
      names.set(key, value);
    } else if (doubleStar !== undefined) setEntry(interpreter, rest, str(key), value);
    else if (parameters.some((one) => one.name === key && one.kind === 'positionalOnly'))
      interpreter.raise(
        'TypeError',
        `${name}() got some positional-only arguments passed as keyword arguments: '${key}'`,
        true,
      );
    else interpreter.raise('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
  }
  if (star !== undefined) names.set(star.name, new TupleValue(extra));
  else if (extra.length > 0) raiseTooMany(interpreter, callee, args, frame);
  if (doubleStar !== undefined) names.set(doubleStar.name, rest);
  const missing: string[] = [];
  const missingKeywords: string[] = [];
  for (const { name: parameter, kind } of parameters) {
    if (kind === 'star' || kind === 'doubleStar' || names.has(parameter)) continue;
    const value = callee.defaults.get(parameter);
    if (value !== undefined) names.set(parameter, value);
    else (kind === 'keywordOnly' ? missingKeywords : missing).push(parameter);
  }
  if (missing.length > 0) raiseMissing(interpreter, name, missing, 'positional');
  if (missingKeywords.length > 0) raiseMissing(interpreter, name, missingKeywords, 'keyword-only');
}

function raiseMissing(
  interpreter: Interpreter,
  name: string,
  missing: readonly string[],
  kind: string,
): never {
  const quoted = missing.map((one) => `'${one}'`);
  const listed =
    quoted.length === 1
      ? quoted.join('')
      : quoted.length === 2
        ? quoted.join(' and ')
        : `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1) ?? ''}`;
  return interpreter.raise(
    'TypeError',
    `${name}() missing ${missing.length} required ${kind} argument${missing.length === 1 ? '' : 's'}: ${listed}`,
  );
}

function raiseTooMany(
  interpreter: Interpreter,
  callee: FunctionValue,
  args: CallArguments,
  frame: Frame,
): never {
  const { parameters } = callee.code;
  const positional = parameters.filter(({ kind }) => kind === 'normal' || kind === 'positionalOnly');
  const required = positional.filter(({ name }) => !callee.defaults.has(name)).length;
  const most = positional.length;
  const takes = required === most ? String(most) : `from ${required} to ${most}`;
  const given = args.positional.length;
  const keywordOnly = parameters.some(({ kind, name }) => kind === 'keywordOnly' && frame.names.has(name));
  return interpreter.raise(
    'TypeError',
    `${callee.qualifiedName}() takes ${takes} positional argument${most === 1 && required === most ? '' : 's'} but ` +
      `${given} ${given === 1 ? 'was' : 'were'} given`,
    keywordOnly,
  );
}
