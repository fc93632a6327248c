import type { Doubt } from './doubt';
import type { Frame } from './frame';
import type { Interpreter } from './interpreter';
import type { FunctionCode, Place } from './syntax/ast';

/*
 * Python's values. Immutable ones are copied when a doubt comes to them; containers, instances and what else can change
 * hold their doubt themselves, and whoever reads from them takes it over.
 */

export class NoneValue {
  readonly kind = 'none';
  constructor(readonly doubt?: Doubt) {}
}
export class EllipsisValue {
  readonly kind = 'ellipsis';
  constructor(readonly doubt?: Doubt) {}
}
/** What `__eq__` and its kin give back where they do not know the other operand. */
export class NotImplementedValue {
  readonly kind = 'notImplemented';
  constructor(readonly doubt?: Doubt) {}
}
export class BoolValue {
  readonly kind = 'bool';
  constructor(
    readonly value: boolean,
    readonly doubt?: Doubt,
  ) {}
}
export class IntValue {
  readonly kind = 'int';
  constructor(
    readonly value: bigint,
    readonly doubt?: Doubt,
  ) {}
}
export class FloatValue {
  readonly kind = 'float';
  constructor(
    readonly value: number,
    readonly doubt?: Doubt,
    /** How far Python's value may lie from this one; 0 where it is the same. */
    readonly error = 0,
  ) {}
}
export class StrValue {
  readonly kind = 'str';
  private plain: boolean | undefined;
  constructor(
    readonly value: string,
    readonly doubt?: Doubt,
  ) {}
  /** Whether every character is one unit of UTF-16. */
  get isPlain(): boolean {
    return (this.plain ??= !/[\ud800-\udfff]/.test(this.value));
  }
  /** Whether `isPlain` is known already, and costs nothing. */
  get isExamined(): boolean {
    return this.plain !== undefined;
  }
}
export class TupleValue {
  readonly kind = 'tuple';
  /** Whether anything within it can change. Noted at once, so that nobody has to go through what lies within. */
  readonly isMutable: boolean;
  constructor(
    readonly items: readonly Value[],
    readonly doubt?: Doubt,
    /** A subclass such as `torch.Size` or a named tuple; undefined for tuple itself. */
    readonly type?: ClassValue,
  ) {
    this.isMutable = items.some(isMutable);
  }
}
export class RangeValue {
  readonly kind = 'range';
  constructor(
    readonly start: bigint,
    readonly stop: bigint,
    readonly step: bigint,
    readonly doubt?: Doubt,
  ) {}
  get length(): bigint {
    const { start, stop, step } = this;
    const span = step > 0n ? stop - start : start - stop;
    const size = step > 0n ? step : -step;
    return span <= 0n ? 0n : (span + size - 1n) / size;
  }
}
export class SliceValue {
  readonly kind = 'slice';
  constructor(
    readonly start: Value,
    readonly stop: Value,
    readonly step: Value,
    readonly doubt?: Doubt,
  ) {}
}

export class ListValue {
  readonly kind = 'list';
  doubt: Doubt | undefined;
  constructor(
    public items: Value[],
    doubt?: Doubt,
  ) {
    this.doubt = doubt;
  }
}
export class DictValue {
  readonly kind = 'dict';
  doubt: Doubt | undefined;
  /** By `hashKey`, in order of insertion. */
  readonly entries = new Map<string, { readonly key: Value; value: Value }>();
  /** A subclass such as `collections.OrderedDict`; undefined for dict itself. */
  constructor(
    readonly type?: ClassValue,
    /** Makes what is missing (`collections.defaultdict`). */
    readonly factory?: Value,
  ) {}
}
export class SetValue {
  readonly kind = 'set';
  doubt: Doubt | undefined;
  readonly items = new Map<string, Value>();
  constructor(readonly frozen = false) {}
}

/** An iterator: a generator, a zip, the iterator of a list. */
export class IteratorValue {
  readonly kind = 'iterator';
  doubt: Doubt | undefined;
  constructor(
    /** Its class, as Python names it. */
    readonly typeName: string,
    /** The next value; undefined at the end. */
    readonly next: () => Value | undefined,
    doubt?: Doubt,
  ) {
    this.doubt = doubt;
  }
}

/** A function of the reader's. */
export class FunctionValue {
  readonly kind = 'function';
  doubt: Doubt | undefined;
  readonly attributes = new Map<string, Value>();
  constructor(
    readonly code: FunctionCode,
    readonly closure: Frame,
    readonly defaults: ReadonlyMap<string, Value>,
    readonly qualifiedName: string,
    /** Of a method, for `super()`. */
    public owner?: ClassValue,
  ) {}
}

/** The arguments of a call of a native function, after they were fitted to its signature. */
export interface NativeArguments {
  /** What was passed for a parameter. */
  get(name: string): Value | undefined;
  /** What was passed for a parameter that has no default. */
  need(name: string): Value;
  /** What `*name` collected. */
  readonly rest: readonly Value[];
  /** What `**name` collected. */
  readonly keywords: ReadonlyMap<string, Value>;
}

/** What a native function does beside giving its result: what is in doubt where an argument is unknown. */
export interface Effects {
  /** It draws from PyTorch's generator. */
  readonly draws?: boolean;
  /** It changes its first argument, of a method the object. */
  readonly mutates?: boolean;
  /** It goes through its arguments, which may draw random numbers where they are unknown. */
  readonly iterates?: boolean;
  /** What it gives, where that is not understood, is harmless: see `UnknownValue`. */
  readonly pure?: boolean;
  /** It runs with unknown arguments, too: it does not look at them, or deals with them itself. */
  readonly takesUnknown?: boolean | undefined;
}

/** A function that is written in TypeScript; made by `native` (native.ts). */
export class NativeFunction {
  readonly kind = 'builtin';
  readonly doubt: Doubt | undefined = undefined;
  constructor(
    readonly name: string,
    readonly signature: Signature,
    readonly body: (args: NativeArguments, interpreter: Interpreter) => Value,
    readonly effects: Effects,
  ) {}
}
export interface Signature {
  readonly parameters: readonly {
    readonly name: string;
    readonly optional: boolean;
    readonly keywordOnly: boolean;
    readonly positionalOnly: boolean;
  }[];
  readonly rest: boolean;
  readonly keywords: boolean;
}

/** A function with the object it is called on. */
export class MethodValue {
  readonly kind = 'method';
  readonly doubt: Doubt | undefined = undefined;
  constructor(
    readonly self: Value,
    readonly callee: FunctionValue | NativeFunction,
  ) {}
}
/** `@property`. */
export class PropertyValue {
  readonly kind = 'property';
  readonly doubt: Doubt | undefined = undefined;
  constructor(
    readonly getter: Value,
    readonly setter?: Value,
  ) {}
}
/** `@staticmethod` or `@classmethod`. */
export class WrappedFunction {
  readonly kind = 'wrapped';
  readonly doubt: Doubt | undefined = undefined;
  constructor(
    readonly wrapper: 'staticmethod' | 'classmethod',
    readonly callee: Value,
  ) {}
}
/** `super()`: the attributes of the classes after `type` in the order of `self`'s class. */
export class SuperValue {
  readonly kind = 'super';
  readonly doubt: Doubt | undefined = undefined;
  constructor(
    readonly type: ClassValue,
    readonly self: Value,
  ) {}
}

/** A class, the reader's own or a native one (made by `nativeClass`, native.ts). */
export class ClassValue {
  readonly kind = 'class';
  doubt: Doubt | undefined;
  readonly members = new Map<string, Value>();
  /** The class itself, then its bases in Python's order. */
  mro: readonly ClassValue[];
  /** The names that its body annotates, in order: the fields of a dataclass. */
  annotated: readonly string[] = [];
  constructor(
    readonly name: string,
    readonly module: string,
    readonly bases: readonly ClassValue[],
    readonly native: NativeClass | undefined,
    /** Why one of its bases is not known, where that is so. */
    readonly unknownBase?: Doubt,
    readonly qualifiedName = name,
  ) {
    this.mro = [this];
  }
}
/** What is native about a class. */
export interface NativeClass {
  /** Makes an instance: Python's `__new__` and `__init__` in one. Instances of user classes start empty without it. */
  construct?: NativeFunction;
  /**
   * Every attribute that Python's class has: what is not among them is an AttributeError, what is among them but not a
   * member is not understood. Undefined where the names are not known.
   */
  known?: ReadonlySet<string>;
  /** Whether what is an instance of it is not told by its class: `isinstance` is unknown. */
  isProtocol?: boolean;
  /** Looks up what is no member: `None` of these where undefined comes back. */
  missing?: (self: Value, name: string, interpreter: Interpreter) => Value | undefined;
}

/** An object of a user's class, or of a native class that users may derive from (`nn.Module`). */
export class InstanceValue {
  readonly kind = 'instance';
  doubt: Doubt | undefined;
  readonly attributes = new Map<string, Value>();
  /** What a library keeps with the object. */
  payload: unknown;
  /** Where in the code it was made; of a copy, where the original was. */
  made: Place | undefined;
  constructor(readonly type: ClassValue) {}
}

/** One call of `copy.deepcopy`, for objects that copy themselves. */
export interface Copier {
  readonly interpreter: Interpreter;
  /** The copy of a value: the same one however often it is met. */
  copy(value: Value): Value;
  /** What is made of something that several objects share. */
  once<T extends object>(key: object, make: () => T): T;
  /** Leaves what cannot be copied here. */
  fail(): never;
}

/**
 * An object of a library that behaves as its class says: a tensor, a dtype. Derive from it, and give its type a native
 * class whose members do the work.
 */
export abstract class NativeValue {
  readonly kind = 'native';
  constructor(
    readonly type: ClassValue,
    /** Of the handle: which object it is. What it holds may have a doubt of its own. */
    readonly doubt?: Doubt,
  ) {}
  /** The same object, reached in doubt. */
  abstract withDoubt(doubt: Doubt): NativeValue;
  /** What `is` compares: the same for all handles of one object. */
  get identity(): object {
    return this;
  }
  /** Whether anything can change it, so that it matters which of two equal ones it is. */
  readonly mutable: boolean = true;
  /** `copy.deepcopy` of it; absent where that is not understood. */
  copied?(copier: Copier): Value;
  /** Called where something that is not understood may have changed it; absent where nothing can. */
  markChanged?(doubt: Doubt): void;
  /** What can be reached from it, for the same reason. */
  reachable(): Iterable<Value> {
    return [];
  }
}

export class ModuleValue {
  readonly kind = 'module';
  doubt: Doubt | undefined;
  readonly members = new Map<string, Value>();
  constructor(
    readonly name: string,
    /** Every attribute that the real module has, where that is known; see `NativeClass.known`. */
    readonly known?: ReadonlySet<string>,
    /** What `from module import *` binds, where that is known. */
    readonly starNames?: readonly string[],
    /** Whether its members are flags, which may be set without an effect on anything that replay knows. */
    readonly isFlags = false,
  ) {}
}

/** A value of which nothing is known but why. */
export class UnknownValue {
  readonly kind = 'unknown';
  constructor(
    readonly doubt: Doubt,
    /** It, and what comes of it, neither draws random numbers nor changes objects of PyTorch: numpy, matplotlib, … */
    readonly harmless = false,
    /** How the reader calls it. */
    readonly name?: string,
    /** What it may share memory with: a change of it, in a way that is harmless otherwise, may change these. */
    readonly reaches: readonly Value[] = [],
  ) {}

  /** What comes of it by a step that neither draws nor changes anything. */
  derived(name: string | undefined, more: readonly Value[] = []): UnknownValue {
    return new UnknownValue(this.doubt, this.harmless, name, [...this.reaches, ...more]);
  }
}

export type Value =
  | NoneValue
  | EllipsisValue
  | NotImplementedValue
  | BoolValue
  | IntValue
  | FloatValue
  | StrValue
  | TupleValue
  | RangeValue
  | SliceValue
  | ListValue
  | DictValue
  | SetValue
  | IteratorValue
  | FunctionValue
  | NativeFunction
  | MethodValue
  | PropertyValue
  | WrappedFunction
  | SuperValue
  | ClassValue
  | InstanceValue
  | NativeValue
  | ModuleValue
  | UnknownValue;

export const NONE = new NoneValue();
export const TRUE = new BoolValue(true);
export const FALSE = new BoolValue(false);
export const NOT_IMPLEMENTED = new NotImplementedValue();

export function bool(value: boolean, doubt?: Doubt): BoolValue {
  return doubt === undefined ? (value ? TRUE : FALSE) : new BoolValue(value, doubt);
}
export function int(value: number | bigint, doubt?: Doubt): IntValue {
  return new IntValue(BigInt(value), doubt);
}
export function float(value: number, doubt?: Doubt): FloatValue {
  return new FloatValue(value, doubt);
}
export function str(value: string, doubt?: Doubt): StrValue {
  return new StrValue(value, doubt);
}

/**
 * The value, in doubt for this reason as well. Scalars, tuples and native handles are copied; what can change is marked
 * itself.
 */
export function withDoubt<T extends Value>(value: T, doubt: Doubt | undefined): T;
export function withDoubt(value: Value, doubt: Doubt | undefined): Value {
  if (doubt === undefined || value.doubt !== undefined) return value;
  switch (value.kind) {
    case 'none':
      return new NoneValue(doubt);
    case 'ellipsis':
      return new EllipsisValue(doubt);
    case 'notImplemented':
      return new NotImplementedValue(doubt);
    case 'bool':
      return new BoolValue(value.value, doubt);
    case 'int':
      return new IntValue(value.value, doubt);
    case 'float':
      return new FloatValue(value.value, doubt, value.error);
    case 'str':
      return new StrValue(value.value, doubt);
    case 'tuple':
      return new TupleValue(value.items, doubt, value.type);
    case 'range':
      return new RangeValue(value.start, value.stop, value.step, doubt);
    case 'slice':
      return new SliceValue(value.start, value.stop, value.step, doubt);
    case 'native':
      return value.withDoubt(doubt);
    case 'list':
    case 'dict':
    case 'set':
    case 'iterator':
    case 'function':
    case 'instance':
      value.doubt = doubt;
      return value;
    case 'class':
      if (value.native !== undefined) return new UnknownValue(doubt);
      value.doubt = doubt;
      return value;
    case 'module':
    case 'builtin':
    case 'method':
    case 'property':
    case 'wrapped':
    case 'super':
      // They are shared, or hold nothing: not to know which one it is means to know nothing.
      return new UnknownValue(doubt);
    case 'unknown':
      return value;
  }
}

/** Whether what stands behind a value can change. */
export function isMutable(value: Value): boolean {
  if (value.kind === 'native') return value.mutable;
  if (value.kind === 'tuple') return value.isMutable;
  return MUTABLE.has(value.kind);
}

const MUTABLE: ReadonlySet<Value['kind']> = new Set([
  'list',
  'dict',
  'set',
  'iterator',
  'instance',
  'class',
  'module',
  'method',
  'super',
  'function',
]);
