import { reprNumber, reprTensor, Tensor } from '../../torch';
import type { MaskCase } from './cases';
import { memoryOf } from './ownMask';

/** A case as Python code that prints its mask. */
export function pythonCode(maskCase: MaskCase, device: 'cpu' | 'cuda' = 'cpu'): string {
  const { kind, p, inplace, seed, earlierCalls } = maskCase;
  const layer = `torch.nn.${kind}(${reprNumber({ type: 'float', value: p })}${inplace ? ', inplace=True' : ''})`;
  const call = `output = layer(${onesCode(maskCase, device)})`;
  return [
    'import torch',
    `torch.manual_seed(${seed})`,
    `layer = ${layer}`,
    ...(earlierCalls === 0 ? [call] : [`for _ in range(${earlierCalls + 1}):`, `    ${call}`]),
    `print((output > 0).long()${device === 'cuda' ? '.cpu()' : ''})`,
  ].join('\n');
}

/** `(3, 5)`, `(17,)`, `()`. */
export function pythonTuple(values: readonly number[]): string {
  return `(${values.join(', ')}${values.length === 1 ? ',' : ''})`;
}

/** What the code of `pythonCode` prints if this is the mask. */
export function printedMask({ shape }: MaskCase, mask: string): string {
  const data = BigInt64Array.from(mask, (bit) => BigInt(bit));
  return reprTensor(new Tensor(data, shape, 'int64'));
}

function onesCode(maskCase: MaskCase, device: 'cpu' | 'cuda'): string {
  const { shape, strides, dtype } = maskCase;
  const options = [
    ...(dtype === 'float32' ? [] : [`dtype=torch.${dtype}`]),
    ...(device === 'cpu' ? [] : [`device='${device}'`]),
  ];
  const ones = (size: string): string => `torch.ones(${[size, ...options].join(', ')})`;
  if (strides === undefined) return ones(shape.length === 0 ? '()' : shape.join(', '));
  return `${ones(String(memoryOf(maskCase)))}.as_strided(${pythonTuple(shape)}, ${pythonTuple(strides)})`;
}
