import type { Meter } from '../../primitives/budget';
import type { Doubt, DoubtCode } from './doubt';
import type { RandomState } from './random';
import type { Recorder, ShownForm } from './recorder';
import type { FloatValue, Frame, InstanceValue, ModuleValue, StrValue, UnknownValue, Value } from './values';
import type { Expression, Place, Statement } from '../../syntax/ast/ast';
import type { GivenArguments } from '../../syntax/bindArguments';

/** What stands between the parentheses of a call. */
export type CallArguments = Pick<GivenArguments<Value>, 'positional' | 'keywords'>;

/** Whether a value is true: undefined where that is unknown. */
export interface Truth {
  readonly value: boolean | undefined;
  readonly doubt: Doubt | undefined;
}

/** How a block ended: at its end, or by leaving it. */
export type Completion = 'break' | 'continue' | { readonly value: Value } | undefined;

/** A run of statements, which stops at each value that they yield: only those of a generator function do. It takes what is sent. */
export type Run = Generator<Value, Completion, Value | undefined>;

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
  /** As in `ReplayOptions`. */
  readonly installed: ReadonlySet<string>;
  /** Whether annotations stay text: `from __future__ import annotations`. */
  postponesAnnotations: boolean;
  /** What stands in the place of `sys.stdout`; undefined where nothing does. */
  output: Value | undefined;
  /** What the reader's code has put in the place of members of modules and classes that all replays share. */
  readonly replaced: Map<Value, Map<string, Value>>;
  /** Whether the code that is running is that of a library. */
  readonly isInLibrary: boolean;
  /** The names of the code that makes the call that is running. */
  frame: Frame | undefined;
  /** What is being evaluated. */
  place: Place | undefined;
  /** The exception that is being handled, for a bare `raise`. */
  readonly handled: InstanceValue[];

  // Running code

  /** The value of an expression. What is not understood gives an unknown value; Python's exceptions are thrown. */
  evaluate(node: Expression, frame: Frame): Value;

  /** Runs statements that yield nothing. */
  execute(statements: readonly Statement[], frame: Frame): Completion;

  /** Begins to run statements that may be those of a generator function. */
  begin(statements: readonly Statement[], frame: Frame): Run;

  // Leaving

  /** Raises a Python exception that is certain. `unsureMessage`: Python's text may be another. */
  raise(type: string, message: string, unsureMessage?: boolean): never;

  /** Leaves what replay does not understand, and what may therefore do anything: the call gives an unknown value, and all that follows is in doubt. */
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

  /** Takes into account an operation of which only the value is unknown. In a `try` that is too little: it may raise, and another way is taken. */
  unsettled(value: UnknownValue): void;

  /** What is done with a value in doubt may raise, or not, in a `try`; not with what is only rounded or worded otherwise. */
  mayRaise(value: Value): void;

  /** Something may be shown here that nobody knows: a cell's output is not complete without it. */
  mayShow(doubt: Doubt): void;

  /** Takes something for granted that nobody can know, and that would change what comes of it: it is told, not doubted. */
  assume(assumption: Doubt): void;

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

  /** Whether a module is one of those that Python itself is written in; see ../../library. */
  isFrozen(module: string): boolean;

  /** The module of a name, imported now; undefined where replay has none of that name. */
  module(name: string): ModuleValue | undefined;
}
