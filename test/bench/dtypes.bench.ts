import { CudaGenerator, dropout, full, Generator, randn } from '../../src/torch';
import { measure, report } from './measure';

export const about = 'Dropout of other element types, layouts and generators.';

export default async function run(): Promise<void> {
  const generator = new Generator(0);
  const mkl = new Generator(0, 'cpu-mkl');
  const cuda = new CudaGenerator('A100', 0);
  const shape = [1e6];
  const float32 = full(shape, 0.3, 'float32');
  const float64 = full(shape, 0.3, 'float64');
  const float16 = full(shape, 0.3, 'float16');
  const bfloat16 = full(shape, 0.3, 'bfloat16');
  const transposed = full([1000, 1000], 0.3, 'float32').t();
  const timings = await measure(
    {
      float32: () => dropout(float32, 0.5, true, generator),
      float64: () => dropout(float64, 0.5, true, generator),
      float16: () => dropout(float16, 0.5, true, generator),
      bfloat16: () => dropout(bfloat16, 0.5, true, generator),
      'float32, transposed': () => dropout(transposed, 0.5, true, generator),
      'float32, cpu-mkl': () => dropout(float32, 0.5, true, mkl),
      'float32, cuda': () => dropout(float32, 0.5, true, cuda),
      'float32, randn': () => randn(shape, generator),
    },
    600,
  );
  report('dropout of 1000000 elements', timings);
}
