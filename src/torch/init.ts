import type { FloatDType } from './dtype';
import type { Generator } from './generator';
import { uniform } from './random';
import { numelOf, type Tensor } from './tensor';

/* The parameters that new layers have: what `reset_parameters` of torch/nn/modules draws. */

export interface Parameters<D extends FloatDType> {
  readonly weight: Tensor<D>;
  readonly bias: Tensor<D> | undefined;
}

/** `torch.nn.Linear(inFeatures, outFeatures, bias, dtype=dtype)`: the weight is drawn, then the bias. */
export function linearParameters<D extends FloatDType>(
  inFeatures: number,
  outFeatures: number,
  bias: boolean,
  generator: Generator,
  dtype: D,
): Parameters<D> {
  return draw([outFeatures, inFeatures], outFeatures, bias, generator, dtype);
}

export interface ConvolutionSizes {
  readonly inChannels: number;
  readonly outChannels: number;
  /** The kernel's size along each spatial dimension. */
  readonly kernel: readonly number[];
  readonly groups?: number;
  /** `torch.nn.ConvTranspose…`. */
  readonly transposed?: boolean;
}

/** `torch.nn.Conv1d`, 2d, 3d and their transposed forms: the weight is drawn, then the bias. */
export function convolutionParameters<D extends FloatDType>(
  { inChannels, outChannels, kernel, groups = 1, transposed = false }: ConvolutionSizes,
  bias: boolean,
  generator: Generator,
  dtype: D,
): Parameters<D> {
  const channels = transposed ? [inChannels, outChannels / groups] : [outChannels, inChannels / groups];
  return draw([...channels, ...kernel], outChannels, bias, generator, dtype);
}

/** `kaiming_uniform_(weight, a=√5)` and `uniform_(bias, ±1/√fan_in)` of torch/nn/init.py. */
function draw<D extends FloatDType>(
  shape: readonly number[],
  outputs: number,
  bias: boolean,
  generator: Generator,
  dtype: D,
): Parameters<D> {
  const fanIn = numelOf(shape.slice(1));
  const slope = Math.sqrt(5);
  const gain = Math.sqrt(2 / (1 + slope * slope));
  const weightBound = Math.sqrt(3) * (gain / Math.sqrt(fanIn));
  const biasBound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
  const weight = numelOf(shape) === 0 ? 0 : weightBound;
  return {
    weight: uniform(shape, -weight, weight, generator, dtype),
    bias: bias ? uniform([outputs], -biasBound, biasBound, generator, dtype) : undefined,
  };
}
