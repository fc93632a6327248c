import { type AnyTensor, reprTensor } from '../../../torch';
import { either, type Doubt } from '../doubt';
import { native, nativeClass } from '../native';
import { NativeValue, str, type Value } from '../values';

/** What is known of a stretch of memory that tensors share. */
interface Memory {
  /** Why its contents are not certain. */
  doubt: Doubt | undefined;
}

const memories = new WeakMap<object, Memory>();

/** The memory behind a tensor's `data`: all views of it share it. */
export function memoryOf(tensor: AnyTensor): Memory {
  let memory = memories.get(tensor.data);
  if (memory === undefined) memories.set(tensor.data, (memory = { doubt: undefined }));
  return memory;
}

/** A tensor. Its own doubt is about which tensor it is and its shape; that of its contents belongs to the memory. */
export class TensorValue extends NativeValue {
  constructor(
    readonly tensor: AnyTensor,
    doubt?: Doubt,
    private readonly object: object = {},
  ) {
    super(tensorType, doubt);
  }

  withDoubt(doubt: Doubt): TensorValue {
    return new TensorValue(this.tensor, doubt, this.object);
  }

  override get identity(): object {
    return this.object;
  }

  override markChanged(doubt: Doubt): void {
    const memory = memoryOf(this.tensor);
    memory.doubt = either(memory.doubt, doubt);
  }

  /** The doubt of what it holds. */
  get contentsDoubt(): Doubt | undefined {
    return either(this.doubt, memoryOf(this.tensor).doubt);
  }
}

/** A new tensor whose contents depend on something in doubt. */
export function newTensor(tensor: AnyTensor, contents: Doubt | undefined): TensorValue {
  const memory = memoryOf(tensor);
  memory.doubt = either(memory.doubt, contents);
  return new TensorValue(tensor);
}

/** The tensor that a value is; gives up on anything else. */
export function tensorOf(value: Value): TensorValue | undefined {
  return value instanceof TensorValue ? value : undefined;
}

/** `torch.Tensor`. */
export const tensorType = nativeClass('Tensor', {
  module: 'torch',
  members: [
    native('__repr__', 'self', (args, interpreter) => {
      const self = tensorOf(args.need('self')) ?? interpreter.giveUp('this tensor');
      return str(reprTensor(self.tensor), self.contentsDoubt);
    }),
  ],
});
