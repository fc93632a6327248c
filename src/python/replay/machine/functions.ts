import { OBJECT_BYTES } from '../../primitives/budget';
import { either } from '../object/doubt';
import { PythonError } from '../object/errors';
import { pythonError } from '../object/exceptions';
import type { FunctionCode } from '../../syntax/ast/ast';
import { cleansUp } from '../../syntax/ast/parts';
import { bindArguments } from '../../syntax/bindArguments';
import { withDoubt } from '../object/withDoubt';
import type { CallArguments, Completion, Run, Interpreter } from '../object/interpreter';
import type { Value } from '../object/values';
import { DictValue, FunctionValue, IteratorValue, NONE, str, TupleValue, Frame } from '../object/values';
import { isUnsure } from '../protocol/argumentList';
import { setEntry } from '../protocol/hashing';
import { moduleOf } from './names';

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
  const { control } = interpreter;
  // Which function it is that runs may be in doubt.
  frame.doubt = either(control, callee.doubt);
  if (code.isGenerator) return generatorOf(interpreter, callee, frame);
  interpreter.control = frame.doubt;
  const place = interpreter.place;
  interpreter.meter.enter();
  try {
    return withDoubt(resultOf(interpreter.execute(code.body, frame)), callee.doubt);
  } finally {
    interpreter.meter.leave();
    interpreter.control = control;
    interpreter.place = place;
  }
}

function resultOf(completion: Completion): Value {
  return typeof completion === 'object' ? completion.value : NONE;
}

/** What Python calls the type of a generator; those of its own library are other iterators there. */
function typeNameOf({ code, closure }: FunctionValue): string {
  const module = closure.names.get('__name__');
  return code.cell < 0 && module?.kind === 'str'
    ? `${module.value}.${code.name.replace(/^_/, '')}`
    : 'generator';
}

/** The iterator that a call of a generator function gives. */
function generatorOf(interpreter: Interpreter, callee: FunctionValue, frame: Frame): IteratorValue {
  interpreter.meter.hold(OBJECT_BYTES);
  let run: Run | undefined;
  let done = false;
  // How many blocks of its own it stopped in that may take another way.
  let guarded = 0;
  /** Runs it to where it stops next. */
  const resume = (advance: (running: Run) => IteratorResult<Value, Completion>): Value | undefined => {
    run ??= interpreter.begin(callee.code.body, frame);
    const control = interpreter.control;
    interpreter.control = either(control, either(callee.doubt, made.doubt));
    interpreter.meter.enter();
    const outside = interpreter.guarded;
    interpreter.guarded += guarded;
    try {
      const step = advance(run);
      if (step.done === true) {
        done = true;
        made.result = withDoubt(resultOf(step.value), made.doubt);
        return undefined;
      }
      // Whoever drops it makes it clean up.
      if (!made.isManaged && cleansUp(callee.code)) interpreter.unknown('a generator that cleans up');
      return withDoubt(step.value, made.doubt);
    } catch (error) {
      done = true;
      if (!(error instanceof PythonError && error.isA('StopIteration'))) throw error;
      const other = pythonError('RuntimeError', 'generator raised StopIteration', { doubt: error.doubt });
      other.value.attributes.set('__cause__', error.value);
      throw other;
    } finally {
      interpreter.meter.leave();
      guarded = interpreter.guarded - outside;
      interpreter.guarded = outside;
      interpreter.control = control;
    }
  };
  const made: IteratorValue = new IteratorValue(typeNameOf(callee), (sent) => {
    // It gives what it returned once.
    if (done) return (made.result = undefined);
    if (run === undefined && sent !== undefined && sent.kind !== 'none')
      interpreter.raise('TypeError', "can't send non-None value to a just-started generator");
    return resume((running) => running.next(sent));
  });
  made.close = () => (done = true);
  made.throw = (exception) => {
    const error = new PythonError(exception, interpreter.control);
    if (!done && run !== undefined) return resume((running) => running.throw(error));
    done = true;
    throw error;
  };
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
  interpreter.meter.work(parameters.length * (2 + args.keywords.size) + args.positional.length);
  interpreter.meter.passKeywords(args.keywords.size);
  const { defaults } = callee;
  const bound = bindArguments(parameters, args, ({ name }) => defaults.has(name));
  const [misfit] = bound.misfits;
  // What is written in the library may take more there, but in modules which say that they leave no parameter out.
  const isOpen = callee.code.cell < 0 && !moduleOf(callee.closure).names.has('_complete');
  if (isOpen && isUnsure(bound.misfits, args)) interpreter.giveUp(callee.code.name);
  if (misfit !== undefined)
    interpreter.raise('TypeError', `${callee.qualifiedName}() ${misfit.message}`, isOpen);
  for (const { name, kind } of parameters) {
    const value =
      kind === 'star' ? new TupleValue(bound.rest) : (bound.values.get(name) ?? defaults.get(name));
    if (kind === 'doubleStar') frame.names.set(name, keywordsIn(interpreter, bound.keywords));
    else if (value !== undefined) frame.names.set(name, value);
  }
}

function keywordsIn(interpreter: Interpreter, keywords: CallArguments['keywords']): DictValue {
  const dict = new DictValue();
  for (const [key, value] of keywords) setEntry(interpreter, dict, str(key), value);
  return dict;
}
