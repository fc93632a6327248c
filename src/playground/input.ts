import type { GeneratorName, RandomSource } from '../torch';
import { Generator, gpuOf, numelOf, ones, parseSeed, rand, randn, Tensor, tensor } from '../torch';
import { nestedValues } from './pastedValues';
import { startingGenerator } from './sessionStart';
import type { PlaygroundState } from './state';

/** The parts of a session that decide on its input. */
export type InputParts = Pick<PlaygroundState, 'input' | 'shape' | 'seed' | 'skipped' | 'generator'>;

/** An input, and where the session's generator is once it is made. */
export interface MadeInput {
  readonly tensor: Tensor;
  /** What dropout draws from. */
  readonly generator: RandomSource;
  /** Whether its values are PyTorch's to the last bit (`NormalResult`). */
  readonly exact: boolean;
}

/**
 * Makes the input as the session does, right after `torch.manual_seed`. `rand` and `randn` draw from the CPU's
 * generator, also where the session runs on a GPU, whose own generator they leave alone.
 */
export function makeInput(parts: InputParts): MadeInput {
  const { input, shape, seed } = parts;
  const generator = startingGenerator(parts);
  const ruled = ruledInput(parts);
  if (ruled !== undefined) return { tensor: ruled, generator, exact: true };
  const onCpu = generator instanceof Generator ? generator : new Generator(parseSeed(seed));
  if (input.type === 'rand') return { tensor: rand(shape, onCpu), generator, exact: true };
  const { output, errors } = randn(shape, onCpu);
  return { tensor: output, generator, exact: errors === undefined };
}

/** The input where a rule makes it, without a random number; undefined where it is drawn. */
export function ruledInput({ input, shape }: Pick<InputParts, 'input' | 'shape'>): Tensor | undefined {
  switch (input.type) {
    case 'ones':
      return ones(shape);
    case 'arange':
      return new Tensor(
        Float32Array.from({ length: numelOf(shape) }, (_, i) => i),
        shape,
      );
    case 'rand':
    case 'randn':
      return undefined;
    case 'pasted':
      return tensor(nestedValues(input.text));
  }
}

/** An input for one call: an in-place layer overwrites it. */
export function copyOf(input: Tensor): Tensor {
  return new Tensor(Float32Array.from(input.values()), input.shape);
}

/** The expression that makes ones: `torch.ones(3, 5)`, `torch.ones(())`, `torch.ones(3, 5, device='cuda')`. */
export function inputOf(shape: readonly number[], generator: GeneratorName): string {
  return `torch.ones(${sizesOf(shape)}${deviceOf(generator)})`;
}

/**
 * The expression that makes the input: `torch.ones(3, 5)`, `torch.arange(15.).reshape(3, 5)`,
 * `torch.rand(3, 5).cuda()`, `torch.tensor([[1.0, 2.0]])`.
 */
export function inputExpression({ input, shape, generator }: Omit<InputParts, 'seed'>): string {
  const device = deviceOf(generator);
  switch (input.type) {
    case 'ones':
      return inputOf(shape, generator);
    case 'arange':
      return `torch.arange(${numelOf(shape)}.${device})${shape.length === 1 ? '' : `.reshape(${sizesOf(shape)})`}`;
    case 'rand':
    case 'randn':
      return `torch.${input.type}(${sizesOf(shape)})${device === '' ? '' : '.cuda()'}`;
    case 'pasted':
      return `torch.tensor(${input.text}${device})`;
  }
}

/** A shape as the arguments of a function of torch. */
function sizesOf(shape: readonly number[]): string {
  return shape.length === 0 ? '()' : shape.join(', ');
}

/** The argument that makes a tensor where the generator's calls are made. */
export function deviceOf(generator: GeneratorName): string {
  return gpuOf(generator) === undefined ? '' : `, device='cuda'`;
}
