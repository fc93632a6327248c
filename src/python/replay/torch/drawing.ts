import { type Generator, type FloatDType, normal, type Tensor } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { type Doubt, either } from '../object/doubt';
import { type TorchCall } from './torchCall';
import { doubtContents, memoryOf } from './memory';
import { noteRecipe } from './recipes';
import { streamOf } from './streams';

/** Notes of what was drawn why it may be otherwise, and that it is finite in any case. */
export function noteDrawn(call: TorchCall, values: algebra.Enclosure, doubt: Doubt | undefined): void {
  doubtContents(values, doubt);
  noteRecipe(call.interpreter, values, `drawn into ${memoryOf(values).id}`, true);
}

/** Draws as the call says: what decides on how much is drawn leaves its doubt with the generator. */
export function draw(
  call: TorchCall,
  make: (generator: Generator) => algebra.Enclosure,
  device = 'cpu',
): algebra.Enclosure {
  const stream = streamOf(call);
  // What a GPU draws leaves the CPU's generator alone.
  if (device !== 'cpu') return make(stream.generator.clone());
  const doubt = either(call.doubt, call.interpreter.control);
  const before = stream.doubt;
  try {
    const enclosure = make(stream.generator);
    noteDrawn(call, enclosure, before);
    return enclosure;
  } finally {
    if (doubt !== undefined) stream.lose(doubt);
  }
}

/** Normal values, with bounds where their last bits depend on the machine. */
export function normalValues(
  shape: readonly number[],
  mean: number,
  std: number,
  generator: Generator,
  dtype: FloatDType,
): algebra.Enclosure {
  const { output, errors } = normal(shape, mean, std, generator, dtype);
  return algebra.Enclosure.of(output, errors);
}

/** What was drawn, known bit for bit. */
export function plain(tensor: Tensor<FloatDType> | Tensor<'int64'>): algebra.Enclosure {
  return algebra.exact(tensor);
}

/** What is drawn for a tensor that lies otherwise in memory: the draws are made in the order of memory for what is dense. */
export function inLayout(like: algebra.Enclosure, values: algebra.Enclosure): algebra.Enclosure {
  const strides = like.tensor.stridesLike();
  if (strides.every((stride, i) => stride === values.strides[i] || like.shape[i] === 1)) return values;
  return values.view(like.shape, strides);
}
