import * as algebra from '../../../../torch/algebra';
import type { TorchCall } from '../torchCall';

/** One number for every spatial dimension, or one for each. */
export function spatial(call: TorchCall, values: readonly number[], dims: number): number[] {
  const [first] = values;
  if (values.length === 1 && first !== undefined) return new Array<number>(dims).fill(first);
  return values.length === dims ? [...values] : call.giveUp('this kernel');
}

/** All windows of an input; see the algebra's. Raises where there is not even one. */
export function windowsOf(
  call: TorchCall,
  x: algebra.Enclosure,
  window: algebra.Window,
  border: algebra.Scalar,
): algebra.Enclosure {
  const windows = algebra.windowsOf(x, window, border);
  if (windows === undefined)
    return call.raise('RuntimeError', 'kernel size can not be greater than the input', true);
  call.spend(windows.numel);
  return windows;
}
