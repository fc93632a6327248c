import { Generator, reprTensor, Tensor } from '../../src/torch';
import { measure, report } from './measure';

export const about = 'Printing tensors as PyTorch does.';

export default async function run(): Promise<void> {
  const generator = new Generator(0);
  const random = (shape: number[], numel: number): Tensor =>
    new Tensor(
      Float32Array.from({ length: numel }, () => generator.uniform53()),
      shape,
    );
  const grid = random([3, 5], 15);
  const thousand = random([10, 100], 1000);
  const million = random([1000, 1000], 1e6);
  const scientific = new Tensor(
    Float32Array.from({ length: 1000 }, (_, i) => i ** 4),
    [1000],
  );
  const timings = await measure(
    {
      '(3, 5)': () => reprTensor(grid),
      '(10, 100), the most that is printed whole': () => reprTensor(thousand),
      '(1000,), scientific': () => reprTensor(scientific),
      '(1000, 1000), summarised': () => reprTensor(million),
    },
    500,
  );
  report('reprTensor', timings);
}
