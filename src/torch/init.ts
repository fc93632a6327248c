import type { FloatDType } from './dtype';
import type { Generator } from './generator';
import { uniform } from './random';
import type { Tensor } from './tensor';

/* The parameters that new layers have: what `reset_parameters` of torch/nn/modules draws. */

export interface Parameters<D extends FloatDType> {
  readonly weight: Tensor<D>;
  readonly bias: Tensor<D> | undefined;
}

/**
 * `torch.nn.Linear(inFeatures, outFeatures, bias, dtype=dtype)`: the weight is drawn, then the bias. They are
 * `kaiming_uniform_(weight, a=√5)` and `uniform_(bias, ±1/√fan_in)` of torch/nn/init.py.
 */
export function linearParameters<D extends FloatDType>(
  inFeatures: number,
  outFeatures: number,
  bias: boolean,
  generator: Generator,
  dtype: D,
): Parameters<D> {
  const slope = Math.sqrt(5);
  const gain = Math.sqrt(2 / (1 + slope * slope));
  const weightBound = Math.sqrt(3) * (gain / Math.sqrt(inFeatures));
  const biasBound = inFeatures > 0 ? 1 / Math.sqrt(inFeatures) : 0;
  const weight = inFeatures * outFeatures === 0 ? 0 : weightBound;
  return {
    weight: uniform([outFeatures, inFeatures], -weight, weight, generator, dtype),
    bias: bias ? uniform([outFeatures], -biasBound, biasBound, generator, dtype) : undefined,
  };
}
