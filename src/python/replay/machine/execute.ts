import { evaluateArguments } from '../protocol/argumentList';
import { compoundOf } from './compound';
import { docOf } from '../object/docText';
import { either, type Doubt } from '../object/doubt';
import { NotUnderstood, PythonError } from '../object/errors';
import { exceptionTypes, isExceptionType, makeException, pythonError } from '../object/exceptions';
import { makeFunction } from './functions';
import { runImport, runImportFrom } from './imports';
import { makeClass } from './classes';
import { assignName, lookUpName } from './names';
import { under } from '../protocol/effects';
import { Rounds } from './rounds';
import { augmented } from '../protocol/operators';
import type {
  AnnotatedAssign,
  Assert,
  AugmentedAssign,
  ClassDef,
  Expression,
  FunctionDef,
  Raise,
  Statement,
  Yield,
} from '../../syntax/ast/ast';
import { annotationsOf, yieldedBy } from '../../syntax/ast/parts';
import { assignTarget, deleteTarget } from './targets';
import { getItem } from '../protocol/items';
import { iteratorOf, nextOf } from '../protocol/iteration';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter, Run, Completion } from '../object/interpreter';
import { NONE, StrValue, type Value, Frame } from '../object/values';

/** Runs statements that yield nothing. */
export function execute(
  interpreter: Interpreter,
  statements: readonly Statement[],
  frame: Frame,
): Completion {
  const run = begin(interpreter, statements, frame);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

/** Begins to run statements that may be those of a generator function. */
export function* begin(interpreter: Interpreter, statements: readonly Statement[], frame: Frame): Run {
  for (const statement of statements) {
    interpreter.meter.step();
    interpreter.place = statement;
    const yielded = yieldedBy(statement);
    if (yielded !== undefined) {
      const sent = yield* runYield(interpreter, yielded, frame);
      if (statement.type === 'Assign')
        for (const target of statement.targets)
          assignTarget(interpreter, target, sent ?? interpreter.unknown('the value of yield from'), frame);
      continue;
    }
    const compound = compoundOf(interpreter, statement, frame);
    const completion =
      compound === undefined ? simpleOrDoubt(interpreter, statement, frame) : yield* compound;
    if (completion !== undefined) {
      // Whether the rest of the code around runs depends on what is in doubt, but for the end of a function that is so as a whole.
      if (typeof completion !== 'object' || !runsWholly(interpreter, frame))
        interpreter.doubtAll(interpreter.control);
      return completion;
    }
  }
  return undefined;
}

/** Whether a function runs as a whole or not at all, with all that it has done and will do. */
function runsWholly({ control }: Interpreter, { kind, doubt }: Frame): boolean {
  return kind === 'function' && doubt === control;
}

/** Yields, and gives what is sent, or what another generator returned; undefined where that is not known. */
function* runYield(
  interpreter: Interpreter,
  node: Yield,
  frame: Frame,
): Generator<Value, Value | undefined, Value | undefined> {
  const value = node.value === undefined ? NONE : interpreter.evaluate(node.value, frame);
  // What is given, how often, and what runs when the generator goes on, depends on what is in doubt.
  interpreter.doubtAll(runsWholly(interpreter, frame) ? undefined : interpreter.control);
  if (node.delegates) interpreter.doubtAll(value.doubt);
  if (!node.delegates) return (yield value) ?? NONE;
  const inner = iteratorOf(interpreter, value);
  const isGenerator = inner.typeName === 'generator';
  for (let item = nextOf(interpreter, inner), sent: Value; item !== undefined; item = inner.next(sent)) {
    sent = (yield withDoubt(item, either(value.doubt, inner.doubt))) ?? NONE;
    interpreter.meter.step();
    if (sent.kind !== 'none' && !isGenerator) interpreter.unknown('send through yield from');
  }
  interpreter.doubtAll(value.doubt);
  return (
    inner.result ?? (isGenerator || /^(?:list|tuple|str|range|dict|set)$/.test(value.kind) ? NONE : undefined)
  );
}

/** Statements without a body; from one that is not understood on, everything is in doubt. */
function simpleOrDoubt(interpreter: Interpreter, statement: Statement, frame: Frame): Completion {
  try {
    return simple(interpreter, statement, frame);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    interpreter.mayDoAnything(error.doubt);
    return undefined;
  }
}

/** Statements without a body. */
function simple(interpreter: Interpreter, statement: Statement, frame: Frame): Completion {
  switch (statement.type) {
    case 'ExpressionStatement':
      interpreter.evaluate(statement.value, frame);
      return undefined;
    case 'Assign': {
      const value = interpreter.evaluate(statement.value, frame);
      for (const target of statement.targets) assignTarget(interpreter, target, value, frame);
      return undefined;
    }
    case 'AnnotatedAssign':
      annotated(interpreter, statement, frame);
      return undefined;
    case 'AugmentedAssign':
      augmentedAssign(interpreter, statement, frame);
      return undefined;
    case 'Return':
      return { value: statement.value === undefined ? NONE : interpreter.evaluate(statement.value, frame) };
    case 'Break':
      return 'break';
    case 'Continue':
      return 'continue';
    case 'Pass':
      return undefined;
    case 'Delete':
      for (const target of statement.targets) deleteTarget(interpreter, target, frame);
      return undefined;
    case 'Import':
      runImport(interpreter, statement, frame);
      return undefined;
    case 'ImportFrom':
      runImportFrom(interpreter, statement, frame);
      return undefined;
    case 'Raise':
      return raise(interpreter, statement, frame);
    case 'Assert':
      runAssert(interpreter, statement, frame);
      return undefined;
    case 'FunctionDef': {
      const decorators = statement.decorators.map((node) => interpreter.evaluate(node, frame));
      const made = makeFunction(interpreter, statement.code, frame);
      for (const annotation of annotationsOf(statement.code)) annotate(interpreter, annotation, frame);
      assignName(interpreter, statement.name, decorate(interpreter, statement, decorators, made), frame);
      return undefined;
    }
    case 'ClassDef':
      defineClass(interpreter, statement, frame);
      return undefined;
    case 'Uncompilable':
      return interpreter.raise('SyntaxError', 'invalid syntax', true);
    case 'UnsupportedStatement':
      interpreter.mayDoAnything(interpreter.about('notUnderstood', statement.what));
      return undefined;
    case 'Magic': {
      const { effect, what, timed } = statement;
      if (effect === 'anything') interpreter.mayDoAnything(interpreter.about('unknownCall', what));
      else if (effect === 'shows') interpreter.mayShow(interpreter.about('notUnderstood', what));
      if (timed !== undefined) runTimed(interpreter, timed, frame, interpreter.about('unknownCall', what));
      return undefined;
    }
    default:
      return undefined;
  }
}

/** Runs what `%timeit` times, as often as it takes to see what comes of it. */
function runTimed(interpreter: Interpreter, { code }: FunctionDef, frame: Frame, doubt: Doubt): void {
  const rounds = new Rounds(interpreter, frame, doubt);
  while (!rounds.areEnough()) {
    const inner = new Frame('function', code.scope, frame, code.name);
    inner.doubt = doubt;
    under(interpreter, doubt, () => interpreter.execute(code.body, inner));
  }
}

/** Evaluates an annotation, unless it stays text; from Python 3.14 on nobody does before it is asked for. */
function annotate(interpreter: Interpreter, annotation: Expression, frame: Frame): Value | undefined {
  if (interpreter.postponesAnnotations) return undefined;
  try {
    return interpreter.evaluate(annotation, frame);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    throw error.inDoubt(interpreter.about('version', 'whether annotations are evaluated'));
  }
}

function annotated(interpreter: Interpreter, statement: AnnotatedAssign, frame: Frame): void {
  const { target, annotation, value } = statement;
  if (value !== undefined) assignTarget(interpreter, target, interpreter.evaluate(value, frame), frame);
  if (frame.kind === 'function') return;
  const type = annotate(interpreter, annotation, frame);
  if (frame.kind === 'class' && target.type === 'Name')
    frame.annotated.set(target.name, { node: annotation, value: type });
}

function augmentedAssign(interpreter: Interpreter, statement: AugmentedAssign, frame: Frame): void {
  const { target, operator } = statement;
  const operate = (current: Value): Value => {
    const value = interpreter.evaluate(statement.value, frame);
    interpreter.place = statement;
    return augmented(interpreter, operator, current, value);
  };
  if (target.type === 'Attribute') {
    const object = interpreter.evaluate(target.object, frame);
    interpreter.place = target;
    interpreter.assignAttribute(object, target.name, operate(interpreter.attribute(object, target.name)));
  } else if (target.type === 'Subscript') {
    const object = interpreter.evaluate(target.object, frame);
    const index = interpreter.evaluate(target.index, frame);
    interpreter.place = target;
    const result = operate(getItem(interpreter, object, index));
    interpreter.setItem(object, index, result);
  } else assignTarget(interpreter, target, operate(interpreter.evaluate(target, frame)), frame);
}

function raise(interpreter: Interpreter, statement: Raise, frame: Frame): never {
  if (statement.exception === undefined) {
    const current = interpreter.handled.at(-1);
    if (current === undefined) interpreter.raise('RuntimeError', 'No active exception to reraise');
    throw new PythonError(current, interpreter.control);
  }
  let value = interpreter.evaluate(statement.exception, frame);
  let cause = statement.cause && interpreter.evaluate(statement.cause, frame);
  interpreter.place = statement;
  const doubt = either(interpreter.control, value.doubt);
  if (value.kind === 'class') value = interpreter.call(value, []);
  if (cause?.kind === 'class') cause = interpreter.call(cause, []);
  if (value.kind === 'instance' && isExceptionType(value.type)) {
    if (cause !== undefined) {
      const fits = cause.kind === 'none' || (cause.kind === 'instance' && isExceptionType(cause.type));
      value.attributes.set('__cause__', fits ? cause : interpreter.unknown('this cause'));
    }
    throw new PythonError(value, doubt);
  }
  if (value.kind === 'unknown' || value.kind === 'instance') {
    // Something is raised for sure, but nobody knows what.
    const unsure: Doubt = doubt ?? interpreter.about('notUnderstood', 'what is raised here');
    throw new PythonError(makeException(exceptionTypes.get('Exception') ?? raiseType, [], unsure), unsure);
  }
  return interpreter.raise('TypeError', 'exceptions must derive from BaseException');
}

const raiseType = pythonError('Exception', '').value.type;

function runAssert(interpreter: Interpreter, statement: Assert, frame: Frame): void {
  const condition = interpreter.evaluate(statement.condition, frame);
  interpreter.place = statement;
  const { value, doubt } = interpreter.truth(condition);
  if (value === undefined) interpreter.mayDoAnything(doubt ?? interpreter.about('condition'));
  // An assertion that nobody can check is taken to hold.
  if (value === true && doubt !== undefined) {
    // What holds for these numbers is taken for granted of those that another run draws, a clock shows, or the last digits are of.
    if (interpreter.guarded === 0 && /^(?:unseeded|rounding|environment)$/.test(doubt.code))
      interpreter.assume(interpreter.about('assumesNoError'));
    else interpreter.mayDoAnything(doubt);
  }
  if (value !== false) return;
  const args = statement.message === undefined ? [] : [interpreter.evaluate(statement.message, frame)];
  const type = exceptionTypes.get('AssertionError') ?? raiseType;
  throw new PythonError(makeException(type, args), either(interpreter.control, doubt));
}

function defineClass(interpreter: Interpreter, statement: ClassDef, frame: Frame): void {
  const decorators = statement.decorators.map((node) => interpreter.evaluate(node, frame));
  const args = evaluateArguments(interpreter, statement.args, frame);
  const prefix =
    frame.kind === 'module' ? '' : frame.kind === 'class' ? `${frame.name}.` : `${frame.name}.<locals>.`;
  const qualifiedName = prefix + statement.name;
  const body = new Frame('class', statement.scope, frame, qualifiedName);
  body.doubt = interpreter.control;
  const module = lookUpName(interpreter, '__name__', frame);
  body.names.set('__module__', module);
  body.names.set('__qualname__', new StrValue(qualifiedName));
  const doc = docOf(interpreter, statement.body);
  if (doc !== NONE) body.names.set('__doc__', doc);
  interpreter.execute(statement.body, body);
  interpreter.place = statement;
  const renamed = ['__module__', '__qualname__'].find((name) => statement.scope.locals.has(name));
  if (renamed !== undefined) interpreter.giveUp(renamed);
  const members = new Map(
    [...body.names].filter(([name]) => name !== '__module__' && name !== '__qualname__'),
  );
  const bases = [...args.positional];
  if (args.unknown !== undefined) bases.push(args.unknown);
  const made = makeClass(
    interpreter,
    {
      name: statement.name,
      qualifiedName,
      module: module.kind === 'str' ? module.value : '__main__',
      members,
      annotated: body.annotated,
      keywords: args.keywords,
    },
    bases,
  );
  if (made.kind === 'class' && made.native === undefined) made.annotated = body.annotated;
  const bound = statement.body.flatMap((one) => (one.type === 'Assign' ? one.targets : []));
  const names = bound.flatMap((one) => (one.type === 'Name' ? one.name : []));
  const isEnum = made.kind === 'class' && made.meta?.name === 'EnumType';
  if (isEnum && new Set(names).size < names.length) interpreter.giveUp('an enum with a name twice');
  assignName(interpreter, statement.name, decorate(interpreter, statement, decorators, made), frame);
}

/** What a `def` or `class` binds: the decorators are called from the inside out. */
function decorate(
  interpreter: Interpreter,
  { decorators }: Pick<ClassDef, 'decorators'>,
  values: readonly Value[],
  made: Value,
): Value {
  return values.reduceRight((value, decorator, i) => {
    interpreter.place = decorators[i];
    return interpreter.call(decorator, [value]);
  }, made);
}
