import type { Meter } from './budget';
import type { Doubt, DoubtCode } from './doubt';
import { isHarmless } from './libraryEffects';
import type { RandomState } from './random';
import type { Recorder, ShownForm } from './recorder';
import {
  BoolValue,
  EllipsisValue,
  FloatValue,
  IntValue,
  NoneValue,
  NotImplementedValue,
  RangeValue,
  StrValue,
} from './scalars';
import type { Expression, FunctionCode, Place, ScopeNames, Statement } from '../../syntax/ast/ast';
import type { GivenArguments, SignatureParameter } from '../../syntax/signature';

export * from './scalars';

/*
 * Python's values, and what they may ask of the run that they are part of: each names the other. Immutable values are
 * copied when a doubt comes to them; containers, instances and what else can change hold their doubt themselves, and
 * whoever reads from them takes it over.
 */

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
  /** Of a generator: whether `with` runs it to its end. */
  isManaged = false;
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
  /** It takes what a library gives, arrays of numpy, without raising. */
  readonly takesForeign?: boolean;
  /** What it gives is None, whatever its arguments are. */
  readonly givesNone?: boolean;
  /** It runs with unknown arguments, too: it does not look at them, or deals with them itself. */
  readonly takesUnknown?: boolean | undefined;
}

/** A function that is written in TypeScript; made by `native` (native.ts). */
export class NativeFunction {
  readonly kind = 'builtin';
  readonly doubt: Doubt | undefined = undefined;
  constructor(
    readonly name: string,
    readonly parameters: readonly NativeParameter[],
    readonly body: (args: NativeArguments, interpreter: Interpreter) => Value,
    readonly effects: Effects,
  ) {}
}

/** A parameter of a native function, which knows its own default. */
export interface NativeParameter extends SignatureParameter {
  readonly optional: boolean;
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
  /** Whether code of a library that gets it can do nothing with it but read it: neither draw nor raise. */
  isReadable(): boolean {
    return true;
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
    /** It, and what comes of it, is known to do nothing but give values of its own: see libraryEffects.ts. */
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
    const origin = this.isForeign ? 'foreign' : undefined;
    return new UnknownValue(this.doubt, harmless, name, [...this.reaches, ...more], origin);
  }

  /** Whether it is a module, or what stands in one. */
  get isModule(): boolean {
    return this.origin === 'imported';
  }

  /** `value.name`. */
  member(name: string): UnknownValue {
    const full = this.name && `${this.name}.${name}`;
    return this.origin === 'imported' && full !== undefined
      ? UnknownValue.imported(this.doubt, full)
      : this.derived(full);
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

// What is asked of a run

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
  readonly annotated: string[] = [];
  /** Of a comprehension: why it is in doubt which elements it has. */
  doubt: Doubt | undefined;
}

/** What stands between the parentheses of a call. */
export type CallArguments = Pick<GivenArguments<Value>, 'positional' | 'keywords'>;

/** Whether a value is true: undefined where that is unknown. */
export interface Truth {
  readonly value: boolean | undefined;
  readonly doubt: Doubt | undefined;
}

/** How a block ended: at its end, or by leaving it. */
export type Completion = 'break' | 'continue' | { readonly value: Value } | undefined;

/** What a run says on its way: that it may be paused here, or the value that a generator yields. */
export type Signal = { readonly type: 'step' } | { readonly type: 'yield'; readonly value: Value };

/**
 * What values, libraries and statements may ask of the replay that is running, and tell it. Functions take it rather
 * than import each other: what evaluates and executes may need any of them, and they may need that.
 */
export interface Interpreter {
  readonly globals: Frame;
  readonly random: RandomState;
  readonly meter: Meter;
  readonly recorder: Recorder;
  /** What was imported so far, by its full name. */
  readonly modules: Map<string, Value>;
  /** Why a name that nothing binds may still be one: `from helpers import *`. */
  openNames: Doubt | undefined;
  /** Why it is in doubt whether the code that is running now runs at all. */
  control: Doubt | undefined;
  /** How many blocks are running that another way may be taken from, should something raise: of `try`, and of `with`. */
  guarded: number;
  /** How often a clock was looked at. */
  looksAtClock: number;
  /** The names of the code that makes the call that is running. */
  frame: Frame | undefined;
  /** What is being evaluated. */
  place: Place | undefined;
  /** The exception that is being handled, for a bare `raise`. */
  readonly handled: InstanceValue[];

  // Running code

  /** The value of an expression. What is not understood gives an unknown value; Python's exceptions are thrown. */
  evaluate(node: Expression, frame: Frame): Value;

  /** Runs statements. It may be paused between them. */
  execute(statements: readonly Statement[], frame: Frame): Generator<Signal, Completion>;

  // Leaving

  /** Raises a Python exception that is certain. `unsureMessage`: Python's text may be another. */
  raise(type: string, message: string, unsureMessage?: boolean): never;

  /**
   * Leaves what replay does not understand, and what may therefore do anything: the call gives an unknown value, and
   * all that follows is in doubt.
   */
  giveUp(what: string): never;

  /** Leaves what is not computed here, though Python surely does, and does nothing else. */
  leave(what: string): never;

  // Doubts

  /** A doubt that starts at the place that is being evaluated. */
  about(code: DoubtCode, ...args: readonly string[]): Doubt;

  /** The unknown value of what replay does not understand, and what may do anything. */
  unknown(what: string): UnknownValue;

  /** The doubt of something that is made here and now: its own, or that of the code around. */
  doubtOf(own: Doubt | undefined): Doubt | undefined;

  /**
   * Takes into account what is neither modelled nor known to be harmless. It may change its arguments and whatever they
   * reach, run code of the reader's, give back one of its arguments, raise, print, or turn output elsewhere: from here on
   * everything is in doubt, the random numbers, too.
   */
  mayDoAnything(doubt: Doubt): void;

  /**
   * Takes into account an operation of which only the value is unknown. In a `try` that is too little: it may raise, and
   * another way is taken.
   */
  unsettled(value: UnknownValue): void;

  /** Something may be shown here that nobody knows: a cell's output is not complete without it. */
  mayShow(doubt: Doubt): void;

  /** From here on everything is in doubt. */
  doubtAll(doubt: Doubt | undefined): void;

  /**
   * To be called by whatever changes an object, after or before: an object that changes in code that may not run at
   * all is in doubt. `doubt`: that of what decides on the change.
   */
  changed(object: Value, doubt?: Doubt): void;

  /** The value of a name that nothing in the code binds; undefined where Python has none either. */
  otherName(name: string): Value | undefined;

  // What values do

  /** `callee(…)`. */
  call(callee: Value, positional: readonly Value[], keywords?: CallArguments['keywords']): Value;

  /** `object.name`. */
  attribute(object: Value, name: string): Value;

  /** `object.name = value`. */
  assignAttribute(object: Value, name: string, value: Value): void;

  /** `object[key] = value`. */
  setItem(object: Value, key: Value, value: Value): void;

  /** The name of a key that holds others, by what it holds; made only where the key is new. */
  keyName(key: Value, contents: () => string[]): string;

  /** The elements of an iterable, each with the doubt of what holds it. Raises TypeError. */
  iterate(iterable: Value): Iterable<Value>;

  /** `bool(value)`. */
  truth(value: Value): Truth;

  /** `str(value)`; what is unknown shows as `?`, in doubt. */
  str(value: Value): StrValue;

  /** `repr(value)`; what is unknown shows as `?`, in doubt. */
  repr(value: Value): StrValue;

  /** A builtin by its name. */
  builtin(name: string): Value;

  /** `float(value)`. */
  toFloat(value: Value): FloatValue | UnknownValue;

  /** Shows a text where the code that is running stands. */
  show(text: string, doubt: Doubt | undefined, form?: ShownForm): void;

  /** The module of a name, imported now; undefined where replay has none of that name. */
  module(name: string): ModuleValue | undefined;
}
