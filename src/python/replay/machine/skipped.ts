import { type Doubt, either } from '../object/doubt';
import { markReachable, reachesCallback } from '../protocol/effects';
import { FROZEN } from '../../syntax/ast/program';
import { memberOfClass, memberOfModule } from '../protocol/replaced';
import { quietName } from './names';
import { lookUp } from '../object/mro';
import type { Call, Expression, ScopeNames } from '../../syntax/ast/ast';
import { type Part, partsOf } from '../../syntax/ast/parts';
import { typeOf } from '../object/types';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import { isMutable, UnknownValue, type Value, Frame } from '../object/values';
import { harmlessImport } from '../../library/effects';

/*
 * Code that did not run here but may run in Python, because the condition before it is in doubt or unknown: what it may
 * do is read off its text.
 */

/**
 * Takes into account what some code may do that did not run here.
 *
 * @param replace whether what it binds is unknown afterwards; otherwise what the names hold now is in doubt
 */
export function mayHaveRun(
  interpreter: Interpreter,
  parts: readonly Part[],
  frame: Frame,
  doubt: Doubt,
  replace: boolean,
): void {
  if (interpreter.guarded === 0) interpreter.assume(interpreter.about('assumesNoError'));
  const effects = new SkippedCode(interpreter, frame, doubt, replace);
  for (const part of parts) effects.visit(part);
}

/**
 * At the end of a loop: where it is in doubt what it goes over, the rounds that there were stand for others, and for more
 * of them. Where everything is in doubt they show that themselves, unless there were none.
 */
export function mayGoOn(
  interpreter: Interpreter,
  parts: readonly Part[],
  frame: Frame,
  { doubt, isFirst }: { readonly doubt: Doubt | undefined; readonly isFirst: boolean },
): void {
  const reason = either(doubt, isFirst ? interpreter.doubtOf(undefined) : undefined);
  if (reason !== undefined) mayHaveRun(interpreter, parts, frame, reason, false);
}

/** Functions that show something: `print`, and `sys.stdout.write`. */
const SHOWING = /^(?:print|write)$/;

/** Takes into account that a callable may be called, or called more often, where no call of it stands. */
export function mayBeCalled(interpreter: Interpreter, callee: Value, doubt: Doubt): void {
  switch (callee.kind) {
    case 'function': {
      const { code, closure, qualifiedName } = callee;
      const frame = new Frame('function', code.scope, closure, qualifiedName);
      for (const { name } of code.parameters) frame.names.set(name, new UnknownValue(doubt));
      const parts = code.body.map((one) => (one.type === 'Return' ? (one.value ?? one) : one));
      mayHaveRun(interpreter, parts, frame, doubt, false);
      return;
    }
    case 'method':
      markReachable(interpreter, doubt, [callee.self]);
      mayBeCalled(interpreter, callee.callee, doubt);
      return;
    default:
      if (callee.kind === 'builtin' && SHOWING.test(callee.name)) interpreter.mayShow(doubt);
      else if (callee.kind !== 'none' && !isHarmlessCallee(callee)) interpreter.mayDoAnything(doubt);
  }
}

/** Names that are bound by some code, among other things. */
class SkippedCode {
  private readonly comprehended: ScopeNames[] = [];
  private readonly called = new Set<Expression>();
  /** The names that this code itself binds, and whether to something that it has just made. */
  private readonly bound = new Map<string, boolean>();

  constructor(
    private readonly interpreter: Interpreter,
    private readonly frame: Frame,
    private readonly doubt: Doubt,
    private readonly replace: boolean,
  ) {}

  visit(part: Part): void {
    this.interpreter.meter.step();
    switch (part.type) {
      case 'Assign':
        for (const target of part.targets) this.bind(target, part.value);
        break;
      case 'AnnotatedAssign':
        if (part.value !== undefined) this.bind(part.target, part.value);
        break;
      case 'AugmentedAssign': {
        const value = quietValue(this.interpreter, part.target, this.frame);
        if (value === undefined || isMutable(value)) this.changes(part.target);
        this.bind(part.target, undefined);
        break;
      }
      case 'NamedExpression':
        this.bindName(part.name, part.value);
        break;
      case 'For':
        this.bind(part.target, undefined);
        break;
      case 'With':
        for (const { target } of part.items) if (target !== undefined) this.bind(target, undefined);
        break;
      case 'ClassDef':
        for (const { value } of part.args) this.visit(value);
        mayHaveRun(
          this.interpreter,
          [...part.decorators, ...part.body],
          new Frame('class', part.scope, this.frame, part.name),
          this.doubt,
          this.replace,
        );
        this.bindName(part.name, undefined);
        return;
      case 'FunctionDef':
      case 'Lambda':
        for (const one of part.code.parameters) if (one.default !== undefined) this.visit(one.default);
        if (part.type === 'Lambda') return;
        // Whatever decorates it is called.
        if (part.decorators.length > 0) this.interpreter.mayDoAnything(this.doubt);
        this.bindName(part.name, undefined);
        return;
      case 'Import':
        for (const { name, imported } of part.names) {
          this.bindName(name, undefined);
          this.imports(imported);
        }
        return;
      case 'ImportFrom':
        for (const { as } of part.names) this.bindName(as, undefined);
        this.imports(part.module);
        if (part.star) this.interpreter.mayDoAnything(this.doubt);
        return;
      case 'Delete':
        for (const target of part.targets) this.bind(target, undefined);
        break;
      case 'Try':
        for (const { name } of part.handlers) if (name !== undefined) this.bindName(name, undefined);
        break;
      case 'Return':
      case 'Raise':
      case 'Assert':
      case 'Break':
      case 'Continue':
      case 'Yield':
      case 'Unsupported':
      case 'UnsupportedStatement':
        this.interpreter.mayDoAnything(this.doubt);
        break;
      case 'Name':
        this.mention(part);
        break;
      case 'Call':
        this.called.add(part.callee);
        this.call(part);
        break;
      case 'Attribute':
        this.handsOver(part);
        break;
      case 'Comprehension':
        this.comprehended.push(part.scope);
        break;
      default:
    }
    for (const inner of partsOf(part)) this.visit(inner);
  }

  private imports(module: string): void {
    const { installed } = this.interpreter;
    if (!harmlessImport(module, installed) && this.interpreter.module(module) === undefined)
      this.interpreter.mayDoAnything(this.doubt);
  }

  /** A name of something that runs code of the reader's where no call stands: an iterator, an object with operators. */
  private mention(part: Extract<Part, { type: 'Name' }>): void {
    const { name } = part;
    const value = this.handsOver(part);
    const isOpen = value === undefined && this.comprehended.every(({ locals }) => !locals.has(name));
    // Where it has no value, running it raises.
    if (isOpen && this.interpreter.otherName(name) === undefined) this.interpreter.mayDoAnything(this.doubt);
    const type = value && typeOf(value);
    const iterates = type && lookUp(type, '__iter__');
    const runs =
      value?.kind === 'iterator' ||
      (iterates?.kind === 'function' && type?.module.startsWith('torch.utils.data') === true) ||
      type?.mro.some(({ native, members }) => native === undefined && [...members].some(runsUnasked)) ===
        true;
    if (runs) this.interpreter.mayDoAnything(this.doubt);
  }

  /** What stands for something that does more than give a value, where no call of it stands: whoever gets it may call it. */
  private handsOver(part: Expression): Value | undefined {
    const value = quietValue(this.interpreter, part, this.frame);
    const isCalled = this.called.has(part);
    if (!isCalled && (value?.kind === 'method' || (value?.kind === 'builtin' && !isHarmlessCallee(value))))
      this.interpreter.mayDoAnything(this.doubt);
    else if (value?.kind === 'builtin' && SHOWING.test(value.name)) this.interpreter.mayShow(this.doubt);
    return value;
  }

  private bind(target: Expression, value: Expression | undefined): void {
    switch (target.type) {
      case 'Name':
        this.bindName(target.name, value);
        return;
      case 'Tuple':
      case 'List':
        for (const element of target.elements) this.bind(element, undefined);
        return;
      case 'Starred':
        this.bind(target.value, undefined);
        return;
      default:
        this.changes(target);
    }
  }

  private bindName(name: string, value: Expression | undefined): void {
    this.bound.set(name, value !== undefined && isNew(this.interpreter, value, this.frame));
    let frame = this.frame;
    while (frame.kind === 'comprehension' && frame.parent !== undefined) frame = frame.parent;
    const owner =
      frame.kind === 'module' || frame.scope?.globals.has(name) ? this.interpreter.globals : frame;
    if (frame.scope?.nonlocals.has(name)) {
      this.interpreter.mayDoAnything(this.doubt);
      return;
    }
    const current = owner.names.get(name);
    if (value !== undefined) markAliased(this.interpreter, value, this.frame, this.doubt);
    // The name may stand for another object, which what follows changes.
    const isOpen = this.replace || current === undefined || isMutable(current);
    owner.names.set(name, isOpen ? new UnknownValue(this.doubt) : withDoubt(current, this.doubt));
  }

  /** Marks what a member that is assigned to belongs to. */
  private changes(target: Expression): void {
    let root = target;
    if (target.type === 'Attribute' && /^(?:requires_grad|data)$/.test(target.name))
      this.interpreter.mayDoAnything(this.doubt);
    while (root.type === 'Attribute' || root.type === 'Subscript') root = root.object;
    const isNewest = root.type === 'Name' ? this.bound.get(root.name) : undefined;
    if (isNewest === true) return;
    const value = quietValue(this.interpreter, root, this.frame);
    if (isNewest === false || value === undefined || value.kind === 'module' || value.kind === 'class')
      this.interpreter.mayDoAnything(this.doubt);
    else markReachable(this.interpreter, this.doubt, [value]);
  }

  private call(call: Call): void {
    const callee = quietValue(this.interpreter, call.callee, this.frame);
    const handsOver = call.args.some(({ value }) =>
      mayBeCallback(quietValue(this.interpreter, value, this.frame), value),
    );
    for (const one of call.args) if (one.type === 'keyword' && one.name === 'out') this.changes(one.value);
    if (isHarmlessCallee(callee) && !handsOver) return;
    if (callee?.kind === 'builtin' && callee.effects.draws === 'numpy')
      this.interpreter.random.numpy.lose(this.doubt);
    else this.interpreter.random.loseAll(this.doubt);
    if (
      handsOver ||
      callee === undefined ||
      (callee.kind === 'builtin' && callee.effects.reaches === true) ||
      /^(?:unknown|function|method|instance)$/.test(callee.kind)
    )
      this.interpreter.mayDoAnything(this.doubt);
    const ofModule =
      callee?.kind === 'builtin' &&
      callee.effects.takesUnknown !== true &&
      call.callee.type === 'Attribute' &&
      quietValue(this.interpreter, call.callee.object, this.frame)?.kind === 'module';
    const roots = [...(ofModule ? [] : [call.callee]), ...call.args.map(({ value }) => value)];
    for (const root of roots) if (/^(?:Name|Attribute|Subscript)$/.test(root.type)) this.changes(root);
  }
}

/** Whether a member of a reader's class may run without a call of it, and run what the reader wrote. */
function runsUnasked([name, member]: readonly [string, Value]): boolean {
  return (
    member.kind === 'property' ||
    (/^__\w+__$/.test(name) &&
      name !== '__init__' &&
      member.kind === 'function' &&
      member.code.cell !== FROZEN)
  );
}

/** Whether an argument is code of the reader's, which whoever gets it may run. */
function mayBeCallback(value: Value | undefined, node: Expression): boolean {
  return node.type === 'Lambda' || (value !== undefined && reachesCallback([value]));
}

/** Marks what an expression may give a second name to: whatever is done to the result is done to it. */
export function markAliased(interpreter: Interpreter, node: Expression, frame: Frame, doubt: Doubt): void {
  if (isPlain(interpreter, node, frame)) return;
  const waiting: Part[] = [node];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    interpreter.meter.step();
    if (part.type === 'Name') {
      const value = quietName(part.name, frame);
      if (value !== undefined && isMutable(value) && value.kind !== 'module' && value.kind !== 'class')
        markReachable(interpreter, doubt, [value]);
    }
    if (part.type !== 'Lambda') waiting.push(...partsOf(part));
  }
}

/** Whether a call of it, with arguments that do nothing, does nothing either. */
export function isHarmlessCallee(callee: Value | undefined): boolean {
  if (callee === undefined) return false;
  if (callee.kind === 'unknown') return callee.harmless;
  if (callee.kind === 'builtin')
    return !callee.effects.draws && !callee.effects.mutates && !callee.effects.reaches;
  if (callee.kind === 'class') {
    const construct = callee.native?.construct ?? callee.members.get('__init__');
    return callee.native !== undefined && construct?.kind === 'builtin' && isHarmlessCallee(construct);
  }
  return false;
}

/** Whether an expression surely gives a new object, or one that cannot change. */
export function isPlain(interpreter: Interpreter, node: Expression, frame: Frame): boolean {
  const plain = (one: Expression): boolean => isPlain(interpreter, one, frame);
  switch (node.type) {
    case 'Constant':
    case 'JoinedString':
    case 'Compare':
    case 'Unary':
    case 'Binary':
      return true;
    case 'Name':
    case 'Attribute':
    case 'Subscript': {
      const value = quietValue(interpreter, node, frame);
      return value !== undefined && !isMutable(value) && value.kind !== 'unknown';
    }
    case 'Tuple':
    case 'List':
    case 'Set':
      return node.elements.every(plain);
    case 'Boolean':
      return plain(node.left) && plain(node.right);
    case 'Conditional':
      return plain(node.then) && plain(node.otherwise);
    case 'Call':
      return (
        isHarmlessCallee(quietValue(interpreter, node.callee, frame)) &&
        node.args.every(({ value }) => plain(value))
      );
    default:
      return false;
  }
}

/** Whether it is plain and, where it may change, no part or view of what was there before. */
function isNew(interpreter: Interpreter, node: Expression, frame: Frame): boolean {
  if (!isPlain(interpreter, node, frame)) return false;
  if (node.type !== 'Call' || node.callee.type !== 'Attribute') return true;
  const owner = quietValue(interpreter, node.callee.object, frame);
  return owner?.kind === 'module' || owner?.kind === 'class';
}

/** What a name or member stands for, as far as that can be told without running anything. */
function quietValue(interpreter: Interpreter, node: Expression, frame: Frame): Value | undefined {
  if (node.type === 'Name') return quietName(node.name, frame);
  if (node.type !== 'Attribute') return undefined;
  const object = quietValue(interpreter, node.object, frame);
  if (object === undefined) return undefined;
  switch (object.kind) {
    case 'unknown':
      return object.member(node.name);
    case 'module':
      if (object.known?.has(node.name) === false || object.members.has(node.name))
        return memberOfModule(interpreter, object, node.name);
      return UnknownValue.imported(
        interpreter.about('notUnderstood', object.name),
        `${object.name}.${node.name}`,
      );
    case 'class':
      return memberOfClass(interpreter, object, node.name);
    case 'instance':
      return object.attributes.get(node.name) ?? memberOfClass(interpreter, object.type, node.name);
    default: {
      const member = lookUp(typeOf(object), node.name);
      return member?.kind === 'builtin' ? member : undefined;
    }
  }
}
