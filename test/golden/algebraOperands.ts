import { type AnyTensor } from '../../src/torch';
import * as algebra from '../../src/torch/algebra';
import { decodeFloat64 } from './encoding';
import { tensorOf, type TensorSpec } from './steps';

/* What the operations of the tensor algebra are given, as plain data. */

/** A Python number as text: JSON has neither nan nor large integers. */
export interface ScalarSpec {
  scalar: 'int' | 'float' | 'bool';
  value: string;
}

/** A tensor, where PyTorch is given one of the many that src/torch knows within bounds. */
export interface EnclosedSpec extends TensorSpec {
  /** The values that src/torch has in their place, and how far off they may be: float64, base64. */
  centers?: string;
  errors?: string;
}

export type OperandSpec = EnclosedSpec | ScalarSpec;

export function scalarOf({ scalar, value }: ScalarSpec): algebra.Scalar {
  if (scalar === 'int') return algebra.intScalar(BigInt(value));
  if (scalar === 'bool') return algebra.boolScalar(value === 'True');
  const special = { inf: Infinity, '-inf': -Infinity, nan: NaN }[value];
  return algebra.floatScalar(special ?? Number(value));
}

export function operandOf(spec: OperandSpec): algebra.Operand {
  if ('scalar' in spec) return scalarOf(spec);
  const { centers, errors } = spec;
  const tensor: AnyTensor = tensorOf(centers === undefined ? spec : { ...spec, values: centers });
  return algebra.Enclosure.of(tensor, errors === undefined ? undefined : decodeFloat64(errors).slice());
}
