import { VALUE_BYTES } from '../../primitives/budget';
import { callValue } from './calls';
import { compare } from '../protocol/comparison';
import { comprehension } from './comprehensions';
import { chooseDoubted } from './control';
import { intrinsic } from './patterns';
import { either } from '../object/doubt';
import { noteValue } from '../protocol/dropoutCalls';
import { NotUnderstood, PythonError } from '../object/errors';
import { formatted } from '../protocol/format';
import { makeFunction } from './functions';
import { addItem, setEntry } from '../protocol/hashing';
import { getItem } from '../protocol/items';
import { bytesOf } from '../protocol/iteration';
import { assignName, lookUpName } from './names';
import { binary, unary } from '../protocol/operators';
import type { Compare, ConstantValue, Dict, Expression, FormattedValue } from '../../syntax/ast/ast';
import { typeName } from '../object/types';
import { asciiRepr } from '../../primitives/texts';
import { withDoubt } from '../object/withDoubt';
import type { CallArguments, Interpreter } from '../object/interpreter';
import type { Value, Frame } from '../object/values';
import {
  bool,
  DictValue,
  ELLIPSIS,
  float,
  int,
  ListValue,
  NONE,
  SetValue,
  SliceValue,
  str,
  StrValue,
  TupleValue,
  UnknownValue,
} from '../object/values';
import { starred, evaluateArguments } from '../protocol/argumentList';
import { under } from '../protocol/effects';
import { mayHaveRun } from './skipped';

const constants = new WeakMap<ConstantValue, Value>();

/** The value of an expression. What is not understood gives an unknown value; Python's exceptions are thrown. */
export function evaluate(interpreter: Interpreter, node: Expression, frame: Frame): Value {
  interpreter.meter.step();
  let value: Value;
  try {
    value = evaluateNode(interpreter, node, frame);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    value = new UnknownValue(error.doubt, error.harmless);
  }
  if (value.kind !== 'unknown') {
    if (interpreter.guarded > 0) interpreter.mayRaise(value);
  } else if (!READING.has(node.type)) interpreter.unsettled(value);
  return value;
}

/** Expressions that do nothing themselves: what they give was there before. */
const READING: ReadonlySet<Expression['type']> = new Set<Expression['type']>([
  'Name',
  'Boolean',
  'Conditional',
  'NamedExpression',
]);

function evaluateNode(interpreter: Interpreter, node: Expression, frame: Frame): Value {
  switch (node.type) {
    case 'Constant':
      return constantOf(node.value);
    case 'Name':
      interpreter.place = node;
      return lookUpName(interpreter, node.name, frame);
    case 'JoinedString':
      return joined(interpreter, node.parts, frame);
    case 'Tuple':
    case 'List': {
      const { elements, doubt } = elementsOf(interpreter, node.elements, frame);
      return node.type === 'Tuple'
        ? new TupleValue(elements, doubt)
        : new ListValue(elements, either(interpreter.control, doubt));
    }
    case 'Set': {
      const set = new SetValue();
      const { elements, doubt } = elementsOf(interpreter, node.elements, frame, true);
      for (const item of elements) addItem(interpreter, set, item);
      set.doubt = either(set.doubt, doubt);
      return set;
    }
    case 'Dict':
      return dictOf(interpreter, node.entries, frame);
    case 'Comprehension':
      return comprehension(interpreter, node, frame);
    case 'Unary': {
      const operand = evaluate(interpreter, node.operand, frame);
      interpreter.place = node;
      if (node.operator !== 'not') return unary(interpreter, node.operator, operand);
      const { value, doubt } = interpreter.truth(operand);
      return value === undefined ? unknownOf(interpreter, operand, doubt) : bool(!value, doubt);
    }
    case 'Binary': {
      const left = evaluate(interpreter, node.left, frame);
      const right = evaluate(interpreter, node.right, frame);
      interpreter.place = node;
      if (right.doubt !== undefined && /^[/%]/.test(node.operator)) mayNotBeDefined(interpreter, left, right);
      return binary(interpreter, node.operator, left, right);
    }
    case 'Boolean': {
      const left = evaluate(interpreter, node.left, frame);
      interpreter.place = node;
      const { value, doubt } = interpreter.truth(left);
      if (value === undefined)
        return chooseDoubted.unknown(interpreter, [node.right], frame, unknownOf(interpreter, left, doubt));
      const goesOn = value === (node.operator === 'and');
      if (doubt === undefined) return goesOn ? evaluate(interpreter, node.right, frame) : left;
      return chooseDoubted.known(
        interpreter,
        doubt,
        goesOn ? node.right : left,
        goesOn ? left : node.right,
        frame,
      );
    }
    case 'Compare':
      return comparison(interpreter, node, frame);
    case 'Conditional': {
      const condition = evaluate(interpreter, node.condition, frame);
      interpreter.place = node;
      const { value, doubt } = interpreter.truth(condition);
      if (value === undefined)
        return chooseDoubted.unknown(
          interpreter,
          [node.then, node.otherwise],
          frame,
          unknownOf(interpreter, condition, doubt),
        );
      const [taken, other] = value ? [node.then, node.otherwise] : [node.otherwise, node.then];
      if (doubt === undefined) return evaluate(interpreter, taken, frame);
      return chooseDoubted.known(interpreter, doubt, taken, other, frame);
    }
    case 'Lambda':
      return makeFunction(interpreter, node.code, frame);
    case 'Call': {
      const callee = evaluate(interpreter, node.callee, frame);
      const args = evaluateArguments(interpreter, node.args, frame);
      interpreter.place = node;
      interpreter.frame = frame;
      if (args.unknown !== undefined) return callWithUnknown(interpreter, callee, args, args.unknown);
      const named =
        callee.kind === 'unknown' && callee.name === undefined ? withName(callee, node.callee) : callee;
      const { calls } = interpreter.recorder;
      const since = calls.length;
      // How many arguments there are decides what happens, and whether it is an error.
      if (callee.kind !== 'builtin') interpreter.doubtAll(args.doubt);
      const { doubt } = args;
      const value =
        doubt === undefined
          ? callValue(interpreter, named, args)
          : withDoubt(
              under(interpreter, doubt, () => callValue(interpreter, named, args)),
              doubt,
            );
      if (calls.length > since) noteValue(interpreter, node, since, value);
      return value;
    }
    case 'Attribute': {
      const object = evaluate(interpreter, node.object, frame);
      interpreter.place = node;
      return interpreter.attribute(object, node.name);
    }
    case 'Subscript': {
      const object = evaluate(interpreter, node.object, frame);
      const index = evaluate(interpreter, node.index, frame);
      interpreter.place = node;
      if (index.doubt !== undefined) mayNotBeDefined(interpreter, object, index);
      return getItem(interpreter, object, index);
    }
    case 'Slice': {
      const bound = (one: Expression | undefined): Value =>
        one === undefined ? NONE : evaluate(interpreter, one, frame);
      return new SliceValue(bound(node.lower), bound(node.upper), bound(node.step));
    }
    case 'NamedExpression': {
      const value = evaluate(interpreter, node.value, frame);
      let owner = frame;
      while (owner.kind === 'comprehension' && owner.parent !== undefined) owner = owner.parent;
      assignName(interpreter, node.name, value, owner);
      return value;
    }
    case 'Intrinsic':
      return intrinsic(
        interpreter,
        node,
        node.args.map((arg) => evaluate(interpreter, arg, frame)),
      );
    case 'Starred':
    case 'Yield':
    case 'Unsupported':
      interpreter.place = node;
      return interpreter.giveUp(
        node.type === 'Unsupported' ? node.what : node.type === 'Yield' ? 'yield here' : 'a star here',
      );
  }
}

/** Of what is in doubt there may be no such element, and it may be 0: an error then ends what is shown, unless it is caught. */
function mayNotBeDefined(interpreter: Interpreter, left: Value, right: Value): void {
  if (left.kind === 'native' || !/^(?:int|bool|str)$/.test(right.kind)) return;
  // Of numbers that every run draws anew it is taken for granted that they are in range: else whoever sets no seed is told nothing more.
  if (interpreter.guarded === 0 && right.doubt?.code === 'unseeded')
    interpreter.assume(interpreter.about('assumesNoError'));
  else interpreter.doubtAll(right.doubt);
}

function withName(callee: UnknownValue, node: Expression): UnknownValue {
  return node.type === 'Name'
    ? new UnknownValue(callee.doubt, callee.harmless, node.name, callee.reaches)
    : callee;
}

function unknownOf(interpreter: Interpreter, value: Value, doubt: Value['doubt']): UnknownValue {
  if (value.kind === 'unknown') return value;
  return new UnknownValue(doubt ?? interpreter.about('condition'));
}

/** The value of a constant, made once. */
function constantOf(constant: ConstantValue): Value {
  let value = constants.get(constant);
  if (value === undefined) {
    value = newConstant(constant);
    constants.set(constant, value);
  }
  return value;
}

function newConstant(constant: ConstantValue): Value {
  switch (constant.type) {
    case 'none':
      return NONE;
    case 'ellipsis':
      return ELLIPSIS;
    case 'bool':
      return bool(constant.value);
    case 'int':
      return int(constant.value);
    case 'float':
      return float(constant.value);
    case 'str':
      return str(constant.value);
  }
}

function elementsOf(
  interpreter: Interpreter,
  nodes: readonly Expression[],
  frame: Frame,
  inSet = false,
): { readonly elements: Value[]; readonly doubt: Value['doubt'] } {
  interpreter.meter.make(nodes.length);
  interpreter.meter.hold(VALUE_BYTES);
  const elements: Value[] = [];
  let doubt: Value['doubt'];
  let lost: UnknownValue | undefined;
  for (const node of nodes) {
    if (node.type === 'Starred') {
      const value = evaluate(interpreter, node.value, frame);
      doubt = either(doubt, value.doubt);
      interpreter.place = node;
      // What stands behind it is evaluated all the same.
      if (value.kind === 'unknown') lost ??= value;
      else
        for (const item of starred(interpreter, value, inSet)) {
          interpreter.meter.make(1, bytesOf(item));
          elements.push(item);
        }
    } else elements.push(evaluate(interpreter, node, frame));
  }
  if (lost !== undefined) throw new NotUnderstood(lost.doubt, lost.harmless);
  return { elements, doubt };
}

function dictOf(interpreter: Interpreter, entries: Dict['entries'], frame: Frame): Value {
  const dict = new DictValue();
  dict.doubt = interpreter.control;
  let lost: UnknownValue | undefined;
  for (const { key, value } of entries) {
    if (key !== undefined) {
      const keyValue = evaluate(interpreter, key, frame);
      setEntry(interpreter, dict, keyValue, evaluate(interpreter, value, frame));
      continue;
    }
    const other = evaluate(interpreter, value, frame);
    if (other.kind === 'dict') {
      dict.doubt = either(dict.doubt, other.doubt);
      for (const entry of other.entries.values()) setEntry(interpreter, dict, entry.key, entry.value);
    } else if (other.kind === 'unknown') lost ??= other;
    else if (other.kind === 'instance' || other.kind === 'native') return interpreter.giveUp('this mapping');
    else return interpreter.raise('TypeError', `'${typeName(other)}' object is not a mapping`);
  }
  if (lost !== undefined) throw new NotUnderstood(lost.doubt, lost.harmless);
  return dict;
}

function comparison(interpreter: Interpreter, node: Compare, frame: Frame): Value {
  let left = evaluate(interpreter, node.left, frame);
  let result: Value = NONE;
  let doubt: Value['doubt'];
  for (const [i, { operator, right: rightNode }] of node.rest.entries()) {
    const right =
      doubt === undefined
        ? evaluate(interpreter, rightNode, frame)
        : under(interpreter, doubt, () => evaluate(interpreter, rightNode, frame));
    interpreter.place = node;
    result = withDoubt(compare(interpreter, operator, left, right), doubt);
    if (i === node.rest.length - 1) break;
    const truth = interpreter.truth(result);
    const others = node.rest.slice(i + 1).map((one) => one.right);
    if (truth.value === undefined)
      return chooseDoubted.unknown(interpreter, others, frame, unknownOf(interpreter, result, truth.doubt));
    doubt = either(doubt, truth.doubt);
    if (!truth.value) {
      if (doubt !== undefined) mayHaveRun(interpreter, others, frame, doubt, false);
      return withDoubt(result, doubt);
    }
    left = right;
  }
  return result;
}

/** An f-string; what is unknown in it shows as `?`. */
function joined(
  interpreter: Interpreter,
  parts: readonly (string | FormattedValue)[],
  frame: Frame,
): StrValue {
  let text = '';
  let doubt: Value['doubt'];
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = evaluate(interpreter, part.value, frame);
    const converted =
      part.conversion === 'r'
        ? interpreter.repr(value)
        : part.conversion === 's'
          ? interpreter.str(value)
          : part.conversion === 'a'
            ? ascii(interpreter.repr(value))
            : value;
    const spec = part.spec === undefined ? str('') : joined(interpreter, part.spec, frame);
    interpreter.place = part.value;
    const shown = formatted(interpreter, converted, spec);
    text += shown.value;
    interpreter.meter.makeText(text.length);
    doubt = either(doubt, either(spec.doubt, shown.doubt));
  }
  return new StrValue(text, doubt);
}

function ascii(text: StrValue): StrValue {
  return new StrValue(asciiRepr(text.value), text.doubt);
}

/** A call of which not even the number of arguments is known. */
function callWithUnknown(
  interpreter: Interpreter,
  callee: Value,
  args: CallArguments,
  unknown: UnknownValue,
): Value {
  const [object] = unknown.reaches;
  const method = callee.kind === 'method' && callee.self.kind === 'str' ? callee.callee : undefined;
  const isFormat = method?.kind === 'builtin' && method.name === 'format';
  // Of what a module keeps texts are mostly made of numbers, of which it surely has those that are set here.
  if (isFormat && unknown.name === '__dict__' && object?.kind === 'instance') {
    const plain = [...object.attributes].filter(([, { kind }]) =>
      /^(?:bool|int|float|str|tuple)$/.test(kind),
    );
    const keywords = new Map([...args.keywords, ...plain]);
    try {
      if (keywords.size === args.keywords.size + plain.length)
        return callValue(interpreter, callee, { ...args, keywords });
    } catch (error) {
      if (!(error instanceof PythonError && error.isA('KeyError'))) throw error;
    }
    return interpreter.leave('format(**__dict__)');
  }
  const values = [callee, ...args.positional, ...args.keywords.values()];
  const harmless = callee.kind === 'unknown' && callee.harmless && unknown.harmless;
  const stand = new UnknownValue(unknown.doubt, harmless);
  return callValue(interpreter, stand, { positional: values, keywords: new Map() });
}
