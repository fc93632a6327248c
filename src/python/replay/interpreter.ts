import { Meter, OBJECT_BYTES, type Budget } from './budget';
import { assignAttribute, attributeOf } from './attributes';
import { callValue, type CallArguments } from './calls';
import { doubtAbout, type Doubt, type DoubtCode, either } from './doubt';
import { NotUnderstood } from './errors';
import { markChanged } from './effects';
import { toFloatValue } from './conversions';
import { pythonError } from './exceptions';
import { Frame } from './frame';
import { KeyNames } from './hashing';
import { setItem } from './items';
import { iterate } from './iteration';
import { builtinModule, type ModuleSource } from './modules';
import { RandomState } from './random';
import type { Place } from './syntax/ast';
import { builtinNames } from './builtins';
import { IPYTHON_NAMES, UNMODELLED_BUILTINS } from './builtins/names';
import { reprOf, strOf } from './text';
import { Recorder, type ShownForm } from './recorder';
import { truthOf, type Truth } from './truth';
import { type FloatValue, type InstanceValue, type StrValue, UnknownValue, type Value } from './values';

/**
 * Everything that one replay knows while it runs: the names, the generator, what is in doubt from here on, what was
 * shown. Its methods are what the functions of libraries may ask of it.
 */
export class Interpreter {
  readonly globals = new Frame('module', undefined, undefined, '');
  readonly random: RandomState;
  meter: Meter;
  readonly recorder = new Recorder();
  readonly keys = new KeyNames();
  /** What was imported so far, by its full name. */
  readonly modules = new Map<string, Value>();
  /** Why a name that nothing binds may still be one: `from helpers import *`. */
  openNames: Doubt | undefined;
  /** Why everything from here on is in doubt. */
  doubt: Doubt | undefined;
  /** Why it is in doubt whether the code that is running now runs at all. */
  control: Doubt | undefined;
  /** The names of the code that makes the call that is running. */
  frame: Frame | undefined;
  /** What is being evaluated. */
  place: Place | undefined;
  /** The statement of the cell that is running. */
  statement: Place | undefined;
  /** The exception that is being handled, for a bare `raise`. */
  readonly handled: InstanceValue[] = [];

  constructor(
    illustrativeSeed: number,
    budget: Budget,
    readonly libraries: readonly ModuleSource[],
    private readonly notebook: boolean,
    backend: 'cpu' | 'cpu-mkl' = 'cpu',
    doubtsRandom = false,
  ) {
    this.random = new RandomState(illustrativeSeed, backend, doubtsRandom);
    this.meter = new Meter(budget);
  }

  // Leaving

  /** Raises a Python exception that is certain. `unsureMessage`: Python's text may be another. */
  raise(type: string, message: string, unsureMessage = false): never {
    throw pythonError(type, message, {
      doubt: this.control,
      message: unsureMessage ? this.about('message') : undefined,
    });
  }

  /** Leaves what replay does not understand: the call gives an unknown value. */
  giveUp(what: string): never {
    throw new NotUnderstood(this.about('notUnderstood', what));
  }

  // Doubts

  /** A doubt that starts at the place that is being evaluated. */
  about(code: DoubtCode, ...args: readonly string[]): Doubt {
    return doubtAbout(code, this.place, ...args);
  }

  /** An unknown value. */
  unknown(what: string): UnknownValue {
    return new UnknownValue(this.about('notUnderstood', what));
  }

  /** The doubt of something that is made here and now: its own, or that of the code around. */
  doubtOf(own: Doubt | undefined): Doubt | undefined {
    return either(this.doubt, either(this.control, own));
  }

  /** From here on everything is in doubt. */
  doubtAll(doubt: Doubt | undefined): void {
    this.doubt = either(this.doubt, doubt);
  }

  /**
   * To be called by whatever changes an object, after or before: an object that changes in code that may not run at
   * all is in doubt. `doubt`: that of what decides on the change.
   */
  changed(object: Value, doubt?: Doubt): void {
    const reason = either(this.control, doubt);
    if (reason !== undefined) markChanged(object, reason);
  }

  /** The value of a name that nothing in the code binds; undefined where Python has none either. */
  otherName(name: string): Value | undefined {
    if (this.openNames !== undefined) return new UnknownValue(this.openNames, false, name);
    // Those that reach too far, such as exec, are functions of their own.
    if (UNMODELLED_BUILTINS.has(name)) return new UnknownValue(this.about('notUnderstood', name), true, name);
    if (this.notebook && IPYTHON_NAMES.has(name))
      return new UnknownValue(this.about('notUnderstood', name), true, name);
    return undefined;
  }

  // What values do

  call(callee: Value, positional: readonly Value[], keywords: CallArguments['keywords'] = new Map()): Value {
    return callValue(this, callee, { positional, keywords });
  }

  attribute(object: Value, name: string): Value {
    return attributeOf(this, object, name);
  }

  assignAttribute(object: Value, name: string, value: Value): void {
    assignAttribute(this, object, name, value);
  }

  setItem(object: Value, key: Value, value: Value): void {
    setItem(this, object, key, value);
  }

  /** The elements of an iterable, each with the doubt of what holds it. Raises TypeError. */
  iterate(iterable: Value): Iterable<Value> {
    return iterate(this, iterable);
  }

  /** `bool(value)`. */
  truth(value: Value): Truth {
    return truthOf(this, value);
  }

  /** `str(value)`; what is unknown shows as `?`, in doubt. */
  str(value: Value): StrValue {
    return strOf(this, value);
  }

  /** `repr(value)`; what is unknown shows as `?`, in doubt. */
  repr(value: Value): StrValue {
    return reprOf(this, value);
  }

  /** A builtin by its name. */
  builtin(name: string): Value {
    return builtinNames.get(name) ?? this.unknown(name);
  }

  /** `float(value)`. */
  toFloat(value: Value): FloatValue | UnknownValue {
    return toFloatValue(this, value);
  }

  /** Shows a text where the code that is running stands. */
  show(text: string, doubt: Doubt | undefined, form: ShownForm = 'line'): void {
    const { place, statement } = this;
    this.meter.hold(OBJECT_BYTES);
    // What a function of another cell prints, this cell shows.
    const at = place?.cell === statement?.cell ? place : statement;
    this.recorder.values.push({
      cell: statement?.cell ?? 0,
      line: at?.line ?? 0,
      text,
      doubt: this.doubtOf(doubt),
      form,
    });
  }

  /** The module of a name, imported now; undefined where replay has none of that name. */
  module(name: string): Value | undefined {
    return builtinModule(this, name);
  }
}
