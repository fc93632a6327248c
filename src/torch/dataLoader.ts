import { Generator } from './generator';
import { randomInt64, randperm } from './random';

/**
 * The order in which one pass over `torch.utils.data.DataLoader(dataset, shuffle=shuffle)` takes the elements, and
 * its draws: two words for the workers' seed, and two more where it shuffles, for a generator of its own
 * (torch/utils/data/dataloader.py, sampler.py).
 */
export function loaderOrder(length: number, shuffle: boolean, generator: Generator): number[] {
  randomInt64(generator);
  if (!shuffle) return Array.from({ length }, (_, i) => i);
  return Array.from(randperm(length, new Generator(randomInt64(generator))).data, Number);
}
