import type { Doubt } from './doubt';
import { isHarmless, onlyReadsTensors } from '../../library/effects';
import {
  type BoolValue,
  copyWith,
  type EllipsisValue,
  type FloatValue,
  type IntValue,
  type NoneValue,
  type NotImplementedValue,
  type RangeValue,
  type StrValue,
} from './scalars';
import type { NativeParameter } from '../../syntax/signature';
import type { Effects } from '../../library/nativeEffects';
import type { Expression, FunctionCode, Place, ScopeNames } from '../../syntax/ast/ast';

export * from './scalars';

/* Python's values. Immutable ones are copied when a doubt comes to them (withDoubt.ts); what can change holds its own. */

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
  constructor(
    public items: Value[],
    public doubt?: Doubt | undefined,
    readonly own?: object,
  ) {}
  /** The elements of the set that it was made of, in any order, as long as nothing else has changed it. */
  fromSet?: readonly Value[] | undefined;
}
export class DictValue {
  readonly kind = 'dict';
  doubt: Doubt | undefined;
  own?: object;
  /** Of `object.__dict__` and its kin: how the object is changed by it. */
  writes?: { set(key: Value, value: Value): void; delete(key: Value): boolean };
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
  history: 'merged' | 'removed' | undefined; // beside what was added: its order hangs on it
  constructor(readonly frozen = false) {}
}
/** An iterator: a generator, a zip, the iterator of a list. */
export class IteratorValue {
  readonly kind = 'iterator';
  /** Of a generator: whether `with` runs it to its end, and what it returned where it has just ended. */
  isManaged = false;
  result?: Value | undefined;
  /** Of a generator: `close` ends it, `throw` raises an exception where it stopped, and gives the next value. */
  close?: () => void;
  throw?: (exception: InstanceValue) => Value | undefined;
  constructor(
    readonly typeName: string, // of its class, as Python names it
    /** The next value; undefined at the end. `sent`: what a generator's `yield` gives. */
    readonly next: (sent?: Value) => Value | undefined,
    public doubt?: Doubt | undefined,
  ) {}
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
    public owner?: ClassValue, // of a method, for `super()`
  ) {}
}

/** The arguments of a call of a native function, after they were fitted to its signature. */
export interface NativeArguments {
  /** What was passed for a parameter, and whether by its name. */
  get(name: string): Value | undefined;
  isNamed(name: string): boolean;
  /** What was passed for a parameter that has no default. */
  need(name: string): Value;
  /** What `*name` and `**name` collected. */
  readonly rest: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

/** A function that is written in TypeScript; made by `native` (native.ts). */
export class NativeFunction {
  readonly kind = 'builtin';
  readonly doubt: Doubt | undefined = undefined;
  owner?: ClassValue; // the builtin type whose method it is
  constructor(
    readonly name: string,
    readonly parameters: readonly NativeParameter[],
    /** What it does in a run; to be called with `runNative` (native.ts). Values cannot name what they are run by. */
    readonly body: (args: NativeArguments, run: never) => Value,
    readonly effects: Effects,
  ) {}
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

/** What stands behind the colon of `name: annotation`; without a value where nobody evaluates it. */
export interface Annotation {
  readonly node: Expression;
  readonly value: Value | undefined;
}

/** A class, the reader's own or a native one (made by `nativeClass`, native.ts). */
export class ClassValue {
  readonly kind = 'class';
  doubt: Doubt | undefined;
  readonly members = new Map<string, Value>();
  /** The class itself, then its bases in Python's order. */
  mro: readonly ClassValue[];
  /** What it is an instance of, where that is another class than `type`. */
  meta: ClassValue | undefined;
  /** The names that its body annotates, in order: the fields of a dataclass. */
  annotated: ReadonlyMap<string, Annotation> = new Map();
  readonly qualifiedName: string;
  /** Why one of its bases is not known, where that is so. */
  readonly unknownBase: Doubt | undefined;
  constructor(
    readonly name: string,
    readonly module: string,
    readonly bases: readonly ClassValue[],
    readonly native: NativeClass | undefined,
    own: { readonly qualifiedName?: string; readonly unknownBase?: Doubt | undefined } = {},
  ) {
    this.qualifiedName = own.qualifiedName ?? name;
    this.unknownBase = own.unknownBase;
    this.mro = [this];
  }
}
/** What the body of a class is. */
export interface DerivedBody {
  readonly name: string;
  readonly module: string;
  readonly members: ReadonlyMap<string, Value>;
  readonly annotated: ReadonlyMap<string, Annotation>;
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
  /** Makes another class than others of one that derives from it: see `NativeClassOptions.derive`. */
  derive?: (body: DerivedBody, run: never) => Value;
  /** Looks up what is no member: `None` of these where undefined comes back. */
  missing?: (self: Value, name: string, run: never) => Value | undefined;
}

/** An object of a user's class, or of a native class that users may derive from (`nn.Module`). */
export class InstanceValue {
  readonly kind = 'instance';
  doubt: Doubt | undefined;
  readonly attributes = new Map<string, Value>();
  /** What a library keeps with the object. */
  payload: unknown;
  /** Where in the code it was made (of a copy: where the original was), and why it may not have been made at all. */
  made: Place | undefined;
  born: Doubt | undefined;
  /** Its `__dict__` and the like, where somebody asked for them: they follow it. */
  views: Map<string, { dict: DictValue; shows: (name: string) => boolean }> | undefined;
  constructor(public type: ClassValue) {}
}

/** One call of `copy.deepcopy`, for objects that copy themselves. */
export interface Copier {
  /** Raises a Python exception, of which Python's text may be another. */
  raise(type: string, message: string): never;
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
  withDoubt(doubt: Doubt): this {
    return copyWith(this, { doubt, original: this.identity });
  }
  private original: object | undefined;
  /** What `is` compares: the same for all handles of one object. */
  get identity(): object {
    return this.original ?? this;
  }
  /** Whether code of a library that gets it can do nothing with it but read it: neither draw nor raise. */
  isReadable(): boolean {
    return true;
  }
  /** Whether it is a key of a dict by what it is, though it compares otherwise. */
  readonly hashesById: boolean = false;
  /** Whether anything can change it, so that it matters which of two equal ones it is. */
  readonly mutable: boolean = true;
  /** `copy.deepcopy` of it; absent where that is not understood. */
  copied?(copier: Copier): Value;
  /** Called where something that is not understood may have changed it; absent where nothing can. */
  markChanged?(doubt: Doubt): void;
  /** What can be reached from it, for the same reason. */
  reachable?(): Iterable<Value>;
}

export class ModuleValue {
  readonly kind = 'module';
  /** None: every replay has the same modules, so that nothing of one may stay with them. */
  readonly doubt: Doubt | undefined = undefined;
  readonly members = new Map<string, Value>();
  constructor(
    readonly name: string,
    /** Every attribute that the real module has, where that is known; see `NativeClass.known`. */
    readonly known?: ReadonlySet<string>,
    /** Whether its members are flags, which may be set without an effect on anything that replay knows. */
    readonly isFlags = false,
  ) {}
}

/** A value of which nothing is known but why. */
export class UnknownValue {
  readonly kind = 'unknown';
  constructor(
    readonly doubt: Doubt,
    /** It, and what comes of it, is known to do nothing but give values of its own: see library/effects.ts. */
    readonly harmless = false,
    /** How the reader calls it. */
    readonly name?: string,
    /** What it may share memory with: a change of it, in a way that is harmless otherwise, may change these. */
    readonly reaches: readonly Value[] = [],
    /** What it is: `imported` is a module or what stands in one, `foreign` what came of that. */
    private readonly origin?: 'imported' | 'foreign',
  ) {}

  /** Whether it came of a library: an operation of Python or PyTorch on it may raise. */
  get isForeign(): boolean {
    return this.origin !== undefined;
  }

  /** A module, or what stands in one, by its full name. */
  static imported(doubt: Doubt, name: string): UnknownValue {
    return new UnknownValue(doubt, isHarmless(name, false), name, [], 'imported');
  }

  /** What comes of it by a step that neither draws nor changes anything. */
  derived(name: string | undefined, more: readonly Value[] = []): UnknownValue {
    const harmless = this.harmless && isHarmless(name, true);
    const origin = this.isForeign && !onlyReadsTensors(name) ? 'foreign' : undefined;
    return new UnknownValue(this.doubt, harmless, name, [...this.reaches, ...more], origin);
  }

  /** Whether it is a module, or what stands in one. */
  get isModule(): boolean {
    return this.origin === 'imported';
  }

  /** `value.name`. */
  member(name: string): UnknownValue {
    const full = this.name && `${this.name}.${name}`;
    if (this.origin === 'imported' && full !== undefined) return UnknownValue.imported(this.doubt, full);
    return this.derived(full);
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

/** Whether what stands behind a value can change. */
export function isMutable(value: Value): boolean {
  if (value.kind === 'native') return value.mutable;
  if (value.kind === 'tuple') return value.isMutable;
  return MUTABLE.has(value.kind);
}

const MUTABLE = new Set('list dict set iterator instance class module method super function'.split(' '));

/** The names of one run of a function, class body, comprehension or the module. */
export class Frame {
  readonly names = new Map<string, Value>();
  constructor(
    readonly kind: 'module' | 'function' | 'class' | 'comprehension',
    readonly scope: ScopeNames | undefined,
    readonly parent: Frame | undefined,
    /** The function's qualified name. */
    readonly name: string,
    /** Of a method: its class and its first argument, for `super()`. */
    readonly owner?: ClassValue,
  ) {}
  self: Value | undefined;
  /** Of a class: the names that have an annotation, in order. */
  readonly annotated = new Map<string, Annotation>();
  /** Of a comprehension: why it is in doubt which elements it has; of a function or class: whether it runs at all. */
  doubt: Doubt | undefined;
}
