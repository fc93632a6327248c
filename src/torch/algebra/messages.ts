import { type DType, SCALAR_TYPE_NAMES } from '../dtype';
import { TorchError } from '../errors';

/** What a dispatch macro of ATen raises for a dtype that it leaves out. */
export function notImplemented(kernel: string, dtype: DType): TorchError {
  return new TorchError(
    'NotImplementedError',
    `"${kernel}" not implemented for '${SCALAR_TYPE_NAMES[dtype]}'`,
  );
}
