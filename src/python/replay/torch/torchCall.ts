import { ALIASES, NARROW_OPERATIONS, WIDENING_OPERATIONS } from '../../library/operations';
import { OBJECT_BYTES } from '../../primitives/budget';
import { type DType, type FloatDType, isFloating, type NarrowDType, TorchError } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { type Doubt, either } from '../object/doubt';
import { NotUnderstood, PythonError } from '../object/errors';
import { effectsAndBody, native, type WithEffects } from '../object/native';
import type { Effects } from '../../library/nativeEffects';
import { typeName } from '../object/types';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import { type NativeArguments, type NativeFunction, NONE, type Value } from '../object/values';
import { recordedNode } from './autograd';
import { readDtype } from './dtypes';
import { contentsKey, doubtContents } from './memory';
import { argumentKey, comparesSame, Draws, noteRecipe, staysFinite, isIdle } from './recipes';
import { deepDoubt, scalarOf } from './scalars';
import { stateOf } from './state';
import type { Derivative } from '../../../torch/derivatives';
import { newTensor, TensorValue } from './tensorValue';

/**
 * One call of a function of PyTorch: reads its arguments, notes what their doubts are, and makes the result. What is
 * not understood of an argument gives the call up.
 */
export class TorchCall {
  /** Of numbers within lists, and of whatever else was read. */
  doubt: Doubt | undefined;
  readonly tensors: TensorValue[] = [];
  /** Of what arrays of numpy hold that were read. */
  contents: Doubt | undefined;
  /** Whether all that the result depends on is noted, so that the same again gives the same bits. */
  isTracked = false;
  private readonly met = new Set<TensorValue>();
  /** The names, as they were passed, of the arguments that were looked at. */
  private readonly looked = new Set<string>();
  private readonly noted: (string | undefined)[] = [];
  private results = 0;
  private readonly draws: Draws;

  constructor(
    readonly interpreter: Interpreter,
    readonly name: string,
    private readonly args: NativeArguments,
    /** Positional arguments beyond the signature. */
    readonly rest: readonly Value[],
    private readonly effects: Effects = { isC: true },
  ) {
    this.draws = new Draws(interpreter.random);
  }

  /** An argument, if it was given and is not None. */
  get(name: string): Value | undefined {
    const own = this.args.get(name);
    const alias = own === undefined ? (ALIASES[name] ?? name) : name;
    this.looked.add(name).add(alias);
    const value = own ?? this.args.keywords.get(alias);
    if (value === undefined) return undefined;
    this.doubt = either(this.doubt, deepDoubt(value));
    // They decide what is found and changed, and which calls are errors.
    if (name === 'requires_grad' || name === 'inplace' || name === 'name')
      this.interpreter.doubtAll(value.doubt);
    if (value.kind === 'unknown') throw new NotUnderstood(value.doubt, value.harmless);
    if (value.kind !== 'instance') this.note(name, value);
    return value.kind === 'none' ? undefined : value;
  }

  /** Notes what the result may depend on. */
  note(name: string, value: Value): void {
    const key = this.isTracked ? argumentKey(value) : undefined;
    this.noted.push(key && `${name}=${key}`);
  }

  /** Whether an argument was given, if only None. */
  given(name: string): boolean {
    return (this.args.get(name) ?? this.args.keywords.get(ALIASES[name] ?? '')) !== undefined;
  }

  /** Gives up where something was passed and not looked at: PyTorch refuses it, or does something with it. */
  checkRead(parameters: readonly string[]): void {
    const passed = [...parameters.filter((name) => this.given(name)), ...this.args.keywords.keys()];
    const unread = passed.find((name) => !this.looked.has(name) && !isIdle(name, this.args.get(name)));
    if (unread !== undefined) this.giveUp(`${this.name}(${unread}=…)`);
  }

  need(name: string): Value {
    // What a layer cannot be made without has no default.
    const isNeeded = this.name === '__init__' || this.effects.isC === true;
    if (isNeeded && !this.given(name)) this.typeError(`missing argument: '${name}'`);
    return this.get(name) ?? this.giveUp(`this call of ${this.name}`);
  }

  /** An argument that has to be passed, if only None. */
  orNone(name: string): Value {
    return this.get(name) ?? (this.given(name) ? NONE : this.need(name));
  }

  /** As `Interpreter.giveUp`. */
  giveUp(what: string): never {
    return this.interpreter.giveUp(what);
  }

  /** As `Interpreter.leave`. */
  leave(what: string): never {
    return this.interpreter.leave(what);
  }

  /** As `Interpreter.raise`. */
  raise(type: string, message: string, unsureMessage?: boolean): never {
    return this.interpreter.raise(type, message, unsureMessage);
  }

  /** Raises what is certain but for its text. */
  typeError(what: string): never {
    return this.interpreter.raise('TypeError', what, true);
  }

  /** What was passed beside the parameters: PyTorch may know it, but where they are all that there are. */
  refuse(what: string): never {
    return this.effects.isWhole === true ? this.typeError(what) : this.giveUp(what);
  }

  tensor(name: string): TensorValue {
    return this.asTensor(this.need(name));
  }

  asTensor(value: Value): TensorValue {
    if (value instanceof TensorValue) {
      const { narrow } = value.object;
      if (narrow !== undefined && !WIDENING_OPERATIONS.has(this.name) && !NARROW_OPERATIONS.has(this.name))
        return this.giveUp(`torch.${narrow}`);
      if (!this.met.has(value)) {
        this.met.add(value);
        this.tensors.push(value);
      }
      return value;
    }
    if (value.kind === 'unknown') throw new NotUnderstood(value.doubt, value.harmless);
    return this.wrongType(value, 'Tensor');
  }

  /** Raises what is certain of an argument that is of no type which is looked for. */
  private wrongType(value: Exclude<Value, { kind: 'unknown' }>, wanted: string): never {
    // What is written in Python may do anything with it first.
    if (this.effects.isC !== true || value.kind === 'instance' || value.kind === 'native')
      return this.giveUp('this argument');
    return this.typeError(`${this.name}(): argument must be ${wanted}, not ${typeName(value)}`);
  }

  /** The tensors of a list or tuple. */
  tensorList(value: Value): TensorValue[] {
    if (value.kind !== 'list' && value.kind !== 'tuple') return this.giveUp(`this call of ${this.name}`);
    this.doubt = either(this.doubt, deepDoubt(value));
    return value.items.map((item) => this.asTensor(item));
  }

  enclosure(name: string): algebra.Enclosure {
    return this.tensor(name).enclosure;
  }

  /** A tensor or number. */
  operand(name: string): algebra.Operand {
    return this.asOperand(this.need(name));
  }

  asOperand(value: Value): algebra.Operand {
    this.note('', value);
    return scalarOf(this.interpreter, value) ?? this.asTensor(value).enclosure;
  }

  /** An argument that may be left out, but not be None. */
  ifGiven(name: string): Value | undefined {
    const value = this.get(name);
    return value === undefined && this.given(name) ? this.giveUp(`this ${name}`) : value;
  }

  scalar(name: string): algebra.Scalar | undefined {
    const value = this.ifGiven(name);
    if (value === undefined) return undefined;
    const scalar = scalarOf(this.interpreter, value);
    if (scalar !== undefined) return scalar;
    const { enclosure } = this.asTensor(value);
    if (enclosure.dim > 0) this.giveUp(`this call of ${this.name}`);
    this.doubt = either(this.doubt, this.asTensor(value).contentsDoubt);
    return algebra.item(enclosure);
  }

  /** A whole number, also where it is the only element of a tensor. */
  asInt(value: Value): number {
    this.doubt = either(this.doubt, deepDoubt(value));
    if (value.kind === 'bool') return this.giveUp('a bool for an integer');
    if (value.kind === 'int') {
      const integer = Number(value.value);
      return Number.isSafeInteger(integer) ? integer : this.giveUp('so great an integer');
    }
    if (value.kind === 'unknown') throw new NotUnderstood(value.doubt, value.harmless);
    if (value instanceof TensorValue && value.enclosure.dtype === 'int64' && value.enclosure.numel === 1) {
      this.doubt = either(this.doubt, value.contentsDoubt);
      const scalar = algebra.item(value.enclosure);
      if (scalar.error === undefined) return Number(scalar.value);
    }
    return this.wrongType(value, 'int');
  }

  wholeNumber(name: string): number {
    return this.asInt(this.need(name));
  }

  int(name: string): number | undefined {
    const value = this.ifGiven(name);
    return value && this.asInt(value);
  }

  intOr(name: string, otherwise: number): number {
    return this.int(name) ?? otherwise;
  }

  intOrNone(name: string): number | undefined {
    const value = this.get(name);
    return value && this.asInt(value);
  }

  /** A list or tuple of whole numbers, or a single one. */
  ints(name: string): number[] | undefined {
    return this.get(name) && this.asInts(this.need(name));
  }

  /** The same, but for a single one. */
  intList(name: string): number[] {
    const value = this.need(name);
    const isSingle = value.kind === 'int' || value.kind === 'native';
    return isSingle ? this.wrongType(value, 'tuple of ints') : this.asInts(value);
  }

  asInts(value: Value): number[] {
    if (value.kind !== 'list' && value.kind !== 'tuple') return [this.asInt(value)];
    this.doubt = either(this.doubt, deepDoubt(value));
    return value.items.map((item) => this.asInt(item));
  }

  /** Sizes in one list or tuple or, unnamed and behind nothing but the object of a method, one by one. */
  sizes(name: string): number[] {
    const given = this.get(name);
    if (given === undefined && (this.given(name) || this.rest.length === 0)) this.giveUp('this size');
    const isBehind = this.given('input') && this.effects.isMethod !== true;
    if (given?.kind === 'int' && (isBehind || this.args.isNamed(name))) return this.intList(name);
    const values = given === undefined ? this.rest : [given, ...this.rest];
    const [first] = values;
    if (values.length === 1 && (first?.kind === 'list' || first?.kind === 'tuple')) return this.asInts(first);
    // Which error others raise depends on the forms that PyTorch tries one after the other.
    if (values.some(({ kind }) => kind !== 'int' && kind !== 'native' && kind !== 'unknown'))
      return this.giveUp(`this call of ${this.name}`);
    return values.map((value) => this.asInt(value));
  }

  /** A float or whole number without an error bound. None is no number. */
  number(name: string): number | undefined {
    const scalar = this.scalar(name);
    if (scalar?.error) throw new NotUnderstood(this.interpreter.about('undecided'), true);
    return scalar && Number(scalar.value);
  }

  bool(name: string): boolean | undefined {
    if (!this.given(name) && this.get(name) === undefined) return undefined;
    return this.asBool(name, this.get(name) ?? NONE);
  }

  asBool(name: string, value: Value): boolean {
    this.doubt = either(this.doubt, value.doubt);
    // Others are refused, or taken for what they are worth, by each function in its own way.
    return value.kind === 'bool' ? value.value : this.giveUp(`this ${name}`);
  }

  string(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    return value.kind === 'str' ? value.value : this.giveUp(`this call of ${this.name}`);
  }

  dtype(name = 'dtype'): DType | undefined {
    const value = this.get(name);
    return value && readDtype(this.interpreter, value);
  }

  floatDtype(): FloatDType {
    const dtype = this.dtype() ?? stateOf(this.interpreter).defaultDtype;
    return isFloating(dtype) ? dtype : this.giveUp(`this call of ${this.name}`);
  }

  /** Before so many elements are made, or so much work is done for them; room is seen to where it is taken. */
  spend(count: number): void {
    this.interpreter.meter.make(count, 0);
  }

  /**
   * A tensor that was computed from those which were read.
   *
   * @param gradName what autograd calls the step; undefined where no gradient goes through it, `?` where the name is
   * not known.
   * @param derivative how a gradient goes back through the step; undefined where that is not understood.
   */
  result(computed: algebra.Enclosure, gradName?: string, derivative?: Derivative): TensorValue {
    const narrow = this.narrowOf(computed);
    const enclosure = narrow === undefined ? computed : algebra.wrapped(computed, narrow);
    const same = this.tensors.find((tensor) => tensor.enclosure === enclosure);
    // `contiguous()`, `float()` and the like give back the very tensor where there is nothing to do.
    if (same !== undefined) return same;
    this.spend(enclosure.numel);
    this.interpreter.meter.hold(OBJECT_BYTES);
    const viewed = this.tensors.find((tensor) => tensor.enclosure.sharesMemoryWith(enclosure))?.object;
    if (viewed === undefined) {
      for (const { memoryDoubt } of comparesSame(this.name, this.args) ? [] : this.tensors)
        doubtContents(enclosure, memoryDoubt);
      this.noteRecipe(enclosure, gradName);
    }
    const own = derivative?.isView === true ? 'nameless' : undefined;
    const base = gradName === undefined ? undefined : (viewed?.base ?? viewed ?? own);
    const device = this.tensors.find((tensor) => tensor.object.device !== 'cpu')?.object.device ?? 'cpu';
    if (!isFloating(enclosure.dtype)) return newTensor(enclosure, { device, base, narrow });
    const more = { derivative, output: enclosure, doubt: this.doubt };
    return newTensor(enclosure, {
      device,
      base,
      ...recordedNode(this.interpreter, this.tensors, gradName, more),
    });
  }

  /** In which narrow dtype a result is: in that which all integers have that it comes of. */
  private narrowOf(result: algebra.Enclosure): NarrowDType | undefined {
    if (result.dtype !== 'int64' || !NARROW_OPERATIONS.has(this.name)) return undefined;
    const integers = this.tensors.filter(({ enclosure }) => enclosure.dtype === 'int64');
    const [first, ...others] = new Set(integers.map(({ object }) => object.narrow));
    return others.length > 0 || (first && !result.isExact) ? this.giveUp('these integers') : first;
  }

  /** Notes how a tensor of this call came about, so that the same made again is known to be the same. */
  noteRecipe(enclosure: algebra.Enclosure, gradName: string | undefined): void {
    const parts = [...this.noted, ...this.rest.map((value) => argumentKey(value)), this.draws.key];
    if (!this.isTracked || parts.includes(undefined)) return;
    // How products are folded depends on whether gradients are wanted.
    const wants =
      stateOf(this.interpreter).gradEnabled && this.tensors.some((one) => one.object.requiresGrad);
    const inputs = this.tensors.map((tensor) => tensor.enclosure);
    const made = [this.name, enclosure.dtype, gradName, this.results++, wants];
    const recipe = [...made, ...parts, ...inputs.map(contentsKey)];
    noteRecipe(this.interpreter, enclosure, recipe.join('; '), staysFinite(this.name, inputs));
  }
}

/**
 * Makes a function of PyTorch.
 *
 * @param signature as for `native`; what is left out is not understood, and all arguments are optional, so that what
 * PyTorch spells in another way does not raise.
 */
export function torchFunction(
  name: string,
  signature: string,
  ...how: WithEffects<(call: TorchCall) => Value>
): NativeFunction {
  const [effects, body] = effectsAndBody(how);
  const [before = [], behind = []] = signature.split(/\*(?:rest)?/).map((part) => part.match(/\w+/g) ?? []);
  const names = [...before, ...behind];
  const lenient = [...before.map((one) => `${one}=`), '*rest', ...behind.map((one) => `${one}=`)].join(', ');
  return native(name, `${lenient}, **keywords`, effects, (args, interpreter) => {
    const call = new TorchCall(interpreter, name, args, args.rest, effects);
    call.isTracked = true;
    if (!signature.includes('*rest') && args.rest.length > 0) call.refuse(`this call of ${name}`);
    for (const key of args.keywords.keys())
      if (effects.isWhole === true && effects.title !== undefined)
        interpreter.raise('TypeError', `${effects.title}() got an unexpected keyword argument '${key}'`);
      else if (effects.isWhole === true || effects.isC !== true || !Object.values(ALIASES).includes(key))
        call.refuse(`${name}(${key}=…)`);
    let result: Value;
    try {
      result = computed(interpreter, () => body(call));
    } catch (error) {
      // C code looks at all arguments first, of which a wrong one is a TypeError.
      const raised =
        error instanceof PythonError ? error.value.type.name : error instanceof TorchError && error.type;
      if (effects.isC === true && raised !== false && raised !== 'TypeError') call.checkRead(names);
      throw error;
    }
    call.checkRead(names);
    return withDoubt(result, call.doubt);
  });
}

/** Runs a computation; what the algebra cannot decide, or has not, is not understood. */
export function computed<T>(interpreter: Interpreter, compute: () => T): T {
  try {
    return algebra.withDefaultDtype(stateOf(interpreter).defaultDtype, compute);
  } catch (error) {
    if (error instanceof algebra.UndecidedError)
      throw new NotUnderstood(interpreter.about('undecided'), true);
    // Not there, or too much: Python may raise.
    if (error instanceof RangeError) interpreter.giveUp('this operation');
    throw error;
  }
}
