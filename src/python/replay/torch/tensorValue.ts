import * as algebra from '../../../torch/algebra';
import type { Derivative } from '../../../torch/derivatives';
import { type Doubt, either } from '../object/doubt';
import { nativeClass } from '../object/native';
import { type ClassValue, type Copier, NativeValue, UnknownValue, type Value } from '../object/values';
import type { NarrowDType } from '../../../torch';
import { doubtContents, inheritRecipe, memoryOf } from './memory';

/** A step of the graph that autograd keeps: what made a tensor, and from what. */
export interface GradNode {
  /** As `repr` shows it: `MulBackward0`. */
  readonly name: string;
  /** Why it may have another name. */
  readonly doubt: Doubt | undefined;
  readonly inputs: readonly GradInput[];
  /** How a gradient goes through it. */
  readonly derivative: Derivative;
  /** Of a `torch.autograd.Function`, whose own `backward` may show and change things: the gradients, each with its doubt. */
  readonly custom?: (
    gradient: algebra.Enclosure,
    doubt: Doubt | undefined,
  ) => readonly (readonly [
    operand: algebra.Operand,
    gradient: () => algebra.Enclosure,
    doubt?: Doubt | undefined,
  ])[];
  /** Why the gradients that come of it may be others. */
  readonly contentsDoubt: Doubt | undefined;
  /** Whether nothing was written since into what it has to do with. */
  readonly isIntact: () => boolean;
  /** Whether what it gave, which it needs on the way back, was surely changed since. */
  isOverwritten: boolean;
  /** Whether a backward pass has gone through it, after which another one may fail. */
  isFreed: boolean;
  /** Steps that came later are gone through earlier. */
  readonly sequence: number;
  /** What is called with the gradient of its result, and what then keeps it: `register_hook`, `retain_grad`. */
  readonly hooks: Value[];
  retains: TensorObject | undefined;
}

/** One of the tensors that a step was made from. */
export interface GradInput {
  readonly enclosure: algebra.Enclosure;
  readonly object: TensorObject;
  /** What made it; undefined for a leaf. */
  readonly node: GradNode | undefined;
}

/** What all handles of one tensor share. */
export interface TensorObject {
  enclosure: algebra.Enclosure;
  /** `torch.Tensor`, or `torch.nn.Parameter`. */
  readonly type: ClassValue;
  requiresGrad: boolean;
  /** Why `requiresGrad` or the node may be otherwise. */
  gradDoubt: Doubt | undefined;
  /** Undefined for a leaf. */
  node: GradNode | undefined;
  /** `cpu`, `cuda:0`. */
  readonly device: string;
  /** What it really is where it is kept as int64. */
  readonly narrow?: NarrowDType | undefined;
  /** Of a view that autograd knows as one: what it is a view of, if the program has that. */
  readonly base: TensorObject | 'nameless' | undefined;
  /** Of a leaf: what is called with its gradient. */
  hooks?: Value[];
  /** `t.grad` as it was set; undefined where autograd alone decides on it. */
  grad: Value | undefined;
}

/** `torch.Tensor`. Its members are added by tensorType.ts. */
export const tensorType = nativeClass('Tensor', { module: 'torch' });
/** `torch.nn.Parameter`. */
export const parameterType = nativeClass('Parameter', { module: 'torch.nn.parameter', bases: [tensorType] });

/** A tensor. Its own doubt is about which tensor it is, and its shape; that of its contents belongs to the memory, which views share. */
export class TensorValue extends NativeValue {
  constructor(
    readonly object: TensorObject,
    doubt?: Doubt,
  ) {
    super(object.type, doubt);
  }

  get enclosure(): algebra.Enclosure {
    return this.object.enclosure;
  }

  // Many are made, and so not as others are.
  override withDoubt(doubt: Doubt): this {
    return new TensorValue(this.object, doubt) as this;
  }

  /** Numpy, and whoever goes through it, refuses what has gradients. */
  override isReadable(): boolean {
    return !this.object.requiresGrad && this.object.node === undefined;
  }

  override readonly hashesById = true;

  override get identity(): object {
    return this.object;
  }

  override markChanged(doubt: Doubt): void {
    doubtContents(this.enclosure, doubt);
    this.object.gradDoubt = either(this.object.gradDoubt, doubt);
    // Its own may be set, whether it requires any or not.
    for (const one of [this.object, ...leavesOf(this.object)])
      one.grad = new UnknownValue(doubt, true, 'grad');
  }

  /** `Tensor.__deepcopy__` of torch/_tensor.py. */
  override copied(copier: Copier): TensorValue {
    const { object, enclosure } = this;
    if (object.node !== undefined)
      copier.raise(
        'RuntimeError',
        'Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.',
      );
    const { data } = enclosure.tensor;
    // Views of one memory would have to be views of one copy.
    const copy = copier.once(data, () => algebra.clone(enclosure));
    const isAll = enclosure.tensor.isDense && copy.numel === enclosure.numel;
    if (!isAll || copier.once(copy, () => object) !== object) return copier.fail();
    const made = newTensor(copy, {
      type: object.type,
      requiresGrad: object.requiresGrad,
      gradDoubt: object.gradDoubt,
      device: object.device,
      narrow: object.narrow,
    });
    if (object.grad !== undefined) made.object.grad = copier.copy(object.grad);
    doubtContents(copy, this.contentsDoubt);
    inheritRecipe(copy, enclosure);
    return made;
  }

  /** The doubt of what its memory holds. */
  get memoryDoubt(): Doubt | undefined {
    return memoryOf(this.enclosure).doubt;
  }

  /** The doubt of what it holds, and of which tensor it is. */
  get contentsDoubt(): Doubt | undefined {
    return either(this.doubt, this.memoryDoubt);
  }
}

/** The leaves that a gradient of a tensor would reach. */
function leavesOf(object: TensorObject): Set<TensorObject> {
  const leaves = new Set<TensorObject>();
  if (object.node === undefined && object.requiresGrad) leaves.add(object);
  const seen = new Set<GradNode>();
  const waiting = object.node === undefined ? [] : [object.node];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const input of node.inputs)
      if (input.node === undefined) leaves.add(input.object);
      else waiting.push(input.node);
  }
  return leaves;
}

/** A new tensor that autograd knows nothing of. */
export function newTensor(
  enclosure: algebra.Enclosure,
  options: Partial<
    Pick<TensorObject, 'type' | 'requiresGrad' | 'device' | 'node' | 'gradDoubt' | 'base' | 'narrow'>
  > = {},
): TensorValue {
  memoryOf(enclosure).tensors++;
  return new TensorValue({
    enclosure,
    type: tensorType,
    requiresGrad: false,
    gradDoubt: undefined,
    node: undefined,
    device: 'cpu',
    grad: undefined,
    base: undefined,
    ...options,
  });
}

/** Whether two tensors have one shape and dtype. */
export function isAlike({ enclosure: a }: TensorValue, { enclosure: b }: TensorValue): boolean {
  return a.dtype === b.dtype && a.shape.join() === b.shape.join();
}
