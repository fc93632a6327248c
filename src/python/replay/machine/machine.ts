import { Meter, OBJECT_BYTES, type Budget } from '../../primitives/budget';
import { assignAttribute } from '../protocol/assignment';
import { attributeOf } from '../protocol/attributes';
import { callValue } from './calls';
import { doubtAbout, type Doubt, type DoubtCode, either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { markChanged, markHeld } from '../protocol/effects';
import { toFloatValue } from '../protocol/conversions';
import { pythonError } from '../object/exceptions';
import { KeyNames } from '../protocol/hashing';
import { setItem } from '../protocol/items';
import { iterate } from '../protocol/iteration';
import type { ModuleSource } from '../modules';
import { RandomState } from '../object/random';
import type { Place, Expression, Statement } from '../../syntax/ast/ast';
import { builtinNames } from '../builtins';
import { displayFunction } from '../builtins/display';
import { IPYTHON_NAMES, UNFIT, UNMODELLED_BUILTINS } from '../../library/pythonNames';
import { reprOf, strOf } from '../protocol/text';
import { Recorder, type ShownForm, type ShownValue } from '../object/recorder';
import { truthOf } from '../protocol/truth';
import type { CallArguments, Truth, Completion, Run, Interpreter } from '../object/interpreter';
import type { FloatValue, InstanceValue, StrValue, Value, ModuleValue } from '../object/values';
import { UnknownValue, Frame } from '../object/values';
import { library } from '../../library';
import { drawsOtherwise, mayRaise } from '../../library/effects';
import { evaluate } from './evaluate';
import { begin, execute } from './execute';
import { FROZEN } from '../../syntax/ast/program';
import { thaw } from './frozen';

/** What a replay starts with. */
interface MachineOptions {
  /** Of the generator, until the program seeds it. */
  readonly seed: number;
  readonly budget: Budget;
  readonly libraries: readonly ModuleSource[];
  readonly notebook: boolean;
  readonly backend: 'cpu' | 'cpu-mkl';
  readonly doubtsRandom: boolean | undefined;
  readonly installed: readonly string[] | undefined;
}

/**
 * Everything that one replay knows while it runs: the names, the generator, what is in doubt from here on, what was
 * shown. It alone knows all that an interpreter consists of; whoever is a part of it knows the interface.
 */
export class Machine implements Interpreter {
  readonly globals = new Frame('module', undefined, undefined, '');
  readonly random: RandomState;
  meter: Meter;
  readonly recorder = new Recorder();
  readonly modules = new Map<string, Value>();
  openNames: Doubt | undefined;
  /** Why everything from here on is in doubt. */
  doubt: Doubt | undefined;
  control: Doubt | undefined;
  guarded = 0;
  readonly installed: ReadonlySet<string>;
  postponesAnnotations = false;
  output: Value | undefined;
  frame: Frame | undefined;
  /** The statement of the cell that is running. */
  statement: Place | undefined;
  readonly handled: InstanceValue[] = [];
  private readonly keys = new KeyNames();
  private reached: Place | undefined;
  readonly replaced: Interpreter['replaced'] = new Map();
  isInLibrary = false;
  /** Modules written in Python, once they were imported. */
  private readonly thawed = new Map<string, ModuleValue>();
  /** The cells that may show something of which nothing is known. */
  private readonly incomplete = new Set<number>();
  /** The last of the values that stand for what may be shown. */
  private maybe: ShownValue | undefined;

  constructor(private readonly options: MachineOptions) {
    this.random = new RandomState(options.seed, options.backend, options.doubtsRandom);
    this.meter = new Meter(options.budget);
    this.installed = new Set(options.installed);
  }

  get place(): Place | undefined {
    return this.reached;
  }

  set place(place: Place | undefined) {
    this.isInLibrary = place?.cell === FROZEN;
    // What Python itself is written in stands nowhere in the reader's code.
    if (!this.isInLibrary) this.reached = place;
  }

  // Running code

  evaluate(node: Expression, frame: Frame): Value {
    return evaluate(this, node, frame);
  }

  execute(statements: readonly Statement[], frame: Frame): Completion {
    return execute(this, statements, frame);
  }

  begin(statements: readonly Statement[], frame: Frame): Run {
    return begin(this, statements, frame);
  }

  // Leaving

  raise(type: string, message: string, unsureMessage = false): never {
    // What a library is given that does not fit may be noticed in other words there.
    const isUnsure = unsureMessage || (this.isInLibrary && UNFIT.test(message));
    throw pythonError(type, message, {
      doubt: this.control,
      message: isUnsure ? this.about('message') : undefined,
    });
  }

  giveUp(what: string): never {
    const doubt = this.about('notUnderstood', what);
    this.mayDoAnything(doubt);
    throw new NotUnderstood(doubt);
  }

  leave(what: string): never {
    throw new NotUnderstood(this.about('notUnderstood', what), true);
  }

  // Doubts

  about(code: DoubtCode, ...args: readonly string[]): Doubt {
    const isOther = code === 'notUnderstood' && drawsOtherwise(args[0]);
    return doubtAbout(isOther ? 'drawsOtherwise' : code, this.place, ...args);
  }

  unknown(what: string): UnknownValue {
    const doubt = this.about('notUnderstood', what);
    this.mayDoAnything(doubt);
    return new UnknownValue(doubt);
  }

  doubtOf(own: Doubt | undefined): Doubt | undefined {
    return either(this.doubt, either(this.control, own));
  }

  mayDoAnything(doubt: Doubt): void {
    this.mayShow(doubt);
    // Where it is asked what hangs on random numbers, what hangs on anything else is no answer.
    if (this.options.doubtsRandom) return;
    this.doubtAll(doubt);
    this.random.loseAll(doubt);
  }

  unsettled({ doubt, harmless, name }: UnknownValue): void {
    if (!harmless || this.guarded > 0) this.mayDoAnything(doubt);
    else if (mayRaise(name)) this.assume(this.about('assumesNoError'));
  }

  mayRaise({ kind, doubt }: Value): void {
    if (doubt === undefined || doubt.code === 'rounding') return;
    if (kind !== 'str' || doubt.code !== 'environment') this.mayDoAnything(doubt);
  }

  mayShow(doubt: Doubt): void {
    const cell = this.statement?.cell ?? 0;
    if (this.incomplete.has(cell)) return;
    this.incomplete.add(cell);
    this.show('?', doubt);
    this.maybe = this.recorder.values.at(-1);
  }

  assume(assumption: Doubt): void {
    const { assumptions } = this.recorder;
    if (!assumptions.some(({ code }) => code === assumption.code)) assumptions.push(assumption);
  }

  doubtAll(doubt: Doubt | undefined): void {
    this.doubt = either(this.doubt, doubt);
    // What makes all else doubtful may be an error, and then a handler runs.
    if (doubt !== undefined && this.guarded > 0 && !this.options.doubtsRandom) {
      this.mayShow(doubt);
      this.random.loseAll(doubt);
    }
  }

  changed(object: Value, doubt?: Doubt): void {
    const reason = either(this.control, doubt);
    if (object.kind === 'list') object.fromSet = undefined;
    if (object.kind === 'dict' && object.writes !== undefined) this.giveUp('a change of __dict__');
    if (reason === undefined) return;
    if (/^(?:list|dict|set)$/.test(object.kind)) markHeld(this, object, reason);
    markChanged(object, reason);
  }

  otherName(name: string): Value | undefined {
    if (this.openNames !== undefined) return new UnknownValue(this.openNames, false, name);
    if (this.options.notebook && name === 'display') return displayFunction;
    const isIPythons = this.options.notebook && IPYTHON_NAMES.test(name);
    // Whether there is an output of this number hangs on how often cells were run; a notebook has no file's name.
    if ((isIPythons && /\d/.test(name)) || (this.options.notebook && name === '__file__'))
      return this.unknown(name);
    // Those that reach too far, such as exec, are functions of their own.
    return UNMODELLED_BUILTINS.has(name) || isIPythons || name === '__annotations__'
      ? new UnknownValue(this.about('notUnderstood', name), false, name)
      : undefined;
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

  keyName(key: Value, contents: () => string[]): string {
    return this.keys.nameOf(this, key, contents);
  }

  iterate(iterable: Value): Iterable<Value> {
    return iterate(this, iterable);
  }

  truth(value: Value): Truth {
    return truthOf(this, value);
  }

  str(value: Value): StrValue {
    return strOf(this, value);
  }

  repr(value: Value): StrValue {
    return reprOf(this, value);
  }

  builtin(name: string): Value {
    return builtinNames.get(name) ?? this.unknown(name);
  }

  toFloat(value: Value): FloatValue | UnknownValue {
    return toFloatValue(this, value);
  }

  show(text: string, doubt: Doubt | undefined, form: ShownForm = 'line'): void {
    const { place, statement } = this;
    this.meter.hold(OBJECT_BYTES);
    // What a function of another cell prints, this cell shows.
    const at = place?.cell === statement?.cell ? place : statement;
    const { values, assumptions } = this.recorder;
    const where = { cell: statement?.cell ?? 0, line: at?.line ?? 0 };
    const shown = { ...where, text, doubt: this.doubtOf(doubt), form, assumed: assumptions.length };
    // What a line shows in doubt stands for what else it may show.
    const last = values.at(-1);
    const isSamePlace = last?.cell === shown.cell && last.line === shown.line;
    if (last === this.maybe && isSamePlace && shown.doubt !== undefined) values.pop();
    values.push(shown);
  }

  isFrozen(module: string): boolean {
    return library.has(module);
  }

  module(name: string): ModuleValue | undefined {
    const before = this.thawed.get(name);
    if (before !== undefined) return before;
    const native = this.options.libraries.find(({ modules }) => modules.has(name))?.modules.get(name);
    const module = thaw(this, name, native);
    if (module !== undefined) this.thawed.set(name, module);
    return module;
  }
}
