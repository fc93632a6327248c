import { ENTRY_BYTES, OBJECT_BYTES } from '../../primitives/budget';
import { lookUp, unknownBaseOf } from '../object/mro';
import { native, objectType } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, Copier, Value } from '../object/values';
import { ownOf } from '../object/own';
import { DictValue, InstanceValue, ListValue, NativeValue, SetValue, TupleValue } from '../object/values';
import { makeModule } from './make';

/** What decides for itself how it is copied. */
const HOOKS = 'copy deepcopy reduce reduce_ex getstate setstate new'.split(' ').map((name) => `__${name}__`);

/** Whether a reader's class answers for any attribute, those included by which copying is decided. */
function answersAll(type: ClassValue): boolean {
  const hook = lookUp(type, '__getattr__');
  return hook?.kind === 'function' ? hook.code.cell >= 0 : hook !== undefined;
}

/** Alone in the library, enumerations say that their members are their own copies. */
function isEnumMember({ type }: Pick<InstanceValue, 'type'>): boolean {
  const hook = lookUp(type, '__deepcopy__');
  return hook?.kind === 'function' && hook.code.cell < 0;
}

/** An object of a class of which nothing unknown decides on how it is copied. */
function isPlain(object: InstanceValue): boolean {
  const { type, payload } = object;
  if (HOOKS.some((name) => lookUp(type, name)?.kind === 'function') || answersAll(type)) return false;
  if (unknownBaseOf(type) !== undefined) return false;
  return (
    isCopyable(payload) ||
    (payload === undefined && type.mro.every((one) => one.native === undefined || one === objectType))
  );
}

/** What a library keeps with an object, where it can be copied with it. */
export interface CopyablePayload {
  /** Whether a shallow copy shares it: a change of the one changes the other. */
  isShared?: boolean;
  copied(copier: Copier | undefined): unknown;
}

function isCopyable(payload: unknown): payload is CopyablePayload {
  return payload instanceof Object && 'copied' in payload;
}

/** Whether an object, such as a module, has tables that a shallow copy of it shares. */
export function sharesTables({ payload }: InstanceValue): boolean {
  return isCopyable(payload) && payload.isShared === true;
}

function payloadOf(object: InstanceValue, copier?: Copier): unknown {
  return isCopyable(object.payload) ? object.payload.copied(copier) : undefined;
}

/** An object of the same class, and made at the same place. */
function another({ type, made, doubt }: InstanceValue): InstanceValue {
  return Object.assign(new InstanceValue(type), { made, doubt });
}

/** What it takes to copy an entry of a dict or set. */
const ENTRY_WORK = 10;

/** `copy.copy` of builtin containers and plain objects. */
function shallow({ meter }: Interpreter, value: Value): Value | undefined {
  if (value.kind === 'list') meter.makeSlots(value.items.length);
  else if (value.kind === 'dict' || value.kind === 'set') {
    const size = value.kind === 'dict' ? value.entries.size : value.items.size;
    meter.make(size, ENTRY_BYTES);
    meter.work(size * ENTRY_WORK);
  } else if (value.kind === 'instance') meter.hold(OBJECT_BYTES);
  const before = ownOf(value);
  // With these a copy is filled.
  const fills = before && ['append', 'extend', '__setitem__'].map((name) => lookUp(before.type, name)?.kind);
  if (fills?.includes('function') === true) return undefined;
  if (before !== undefined && answersAll(before.type)) return undefined;
  const own = before && { ...before, attributes: new Map(before.attributes) };
  if (value.kind === 'list') return new ListValue([...value.items], value.doubt, own);
  if (value.kind === 'dict') {
    const copy = new DictValue(value.type, value.factory);
    if (own !== undefined) copy.own = own;
    for (const [key, entry] of value.entries) copy.entries.set(key, { ...entry });
    copy.doubt = value.doubt;
    return copy;
  }
  if (value.kind === 'set') {
    const copy = new SetValue(value.frozen);
    for (const [key, item] of value.items) copy.items.set(key, item);
    copy.doubt = value.doubt;
    return copy;
  }
  if (value.kind === 'instance') {
    if (isEnumMember(value)) return value;
    if (!isPlain(value)) return undefined;
    const copy = another(value);
    if (isCopyable(value.payload)) value.payload.isShared = true;
    copy.payload = payloadOf(value);
    for (const [name, attribute] of value.attributes) copy.attributes.set(name, attribute);
    return copy;
  }
  if (value.kind === 'native') return value.mutable ? undefined : value;
  if (own !== undefined) return isEnumMember(own) ? value : undefined;
  return /^(?:none|bool|int|float|str|tuple|range|function|class|builtin)$/.test(value.kind)
    ? value
    : undefined;
}

/** Deeper than this nobody nests what is copied. */
const DEEPEST = 200;

/** One call of `copy.deepcopy`. */
class DeepCopier implements Copier {
  private readonly seen = new Map<object, Value>();

  constructor(private readonly interpreter: Interpreter) {}

  raise(type: string, message: string): never {
    return this.interpreter.raise(type, message, true);
  }

  fail(): never {
    return this.interpreter.giveUp('a deep copy of this');
  }

  once<T extends object>(key: object, make: () => T): T {
    const before = this.shared.get(key);
    if (before !== undefined) return before as T;
    const made = make();
    this.shared.set(key, made);
    return made;
  }

  private readonly shared = new Map<object, object>();
  private depth = 0;

  copy(value: Value): Value {
    const key = value instanceof NativeValue ? value.identity : value;
    const before = this.seen.get(key);
    if (before !== undefined) return before;
    this.interpreter.meter.step();
    if (this.seen.size > 10_000 || this.depth > DEEPEST) return this.fail();
    this.depth++;
    try {
      return this.made(value, key);
    } finally {
      this.depth--;
    }
  }

  private made(value: Value, key: object): Value {
    if (value.kind === 'native' && value.mutable) {
      const copy = value.copied?.(this) ?? this.fail();
      this.seen.set(key, copy);
      return copy;
    }
    if (value.kind === 'tuple') return this.tuple(value);
    if (value.kind === 'instance') return this.instance(value);
    const copy = shallow(this.interpreter, value) ?? this.fail();
    this.seen.set(key, copy);
    if (copy.kind === 'list') copy.items = copy.items.map((item) => this.copy(item));
    else if (copy.kind === 'dict')
      for (const entry of copy.entries.values()) entry.value = this.copy(entry.value);
    const attributes = copy === value ? undefined : ownOf(copy)?.attributes;
    for (const [name, attribute] of attributes ?? []) attributes?.set(name, this.copy(attribute));
    return copy;
  }

  private instance(value: InstanceValue): Value {
    // Members of an enumeration are their own copies.
    if (isEnumMember(value)) return value;
    if (!isPlain(value)) return this.fail();
    const copy = another(value);
    this.seen.set(value, copy);
    for (const [name, attribute] of value.attributes) copy.attributes.set(name, this.copy(attribute));
    copy.payload = payloadOf(value, this);
    return copy;
  }

  private tuple(value: TupleValue): Value {
    const items = value.items.map((item) => this.copy(item));
    if (items.every((item, i) => item === value.items[i])) {
      this.seen.set(value, value);
      return value;
    }
    const copy = new TupleValue(items, value.doubt, value.type);
    this.seen.set(value, copy);
    return copy;
  }
}

/** `copy`: of builtin values, plain objects, modules and tensors. */
export const copyModule = makeModule('copy', {
  copy: native(
    'copy',
    'x',
    (args, interpreter) => shallow(interpreter, args.need('x')) ?? interpreter.giveUp('a copy of this'),
  ),
  deepcopy: native('deepcopy', 'x, memo=', (args, interpreter) =>
    args.get('memo') === undefined
      ? new DeepCopier(interpreter).copy(args.need('x'))
      : interpreter.giveUp('a deep copy with a memo'),
  ),
});
