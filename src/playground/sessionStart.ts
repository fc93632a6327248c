import { gpuOf, parseSeed, type RandomSource, seededGenerator } from '../torch';
import type { PlaygroundState } from './state';

/** The parts of a session that decide on where its random stream starts. */
export type SessionStart = Pick<PlaygroundState, 'generator' | 'seed' | 'skipped'>;

/** The generator as the session's first call finds it. */
export function startingGenerator(start: SessionStart): RandomSource {
  const source = seededGenerator(start.generator, parseSeed(start.seed));
  source.advance(skippedWords(start));
  return source;
}

/**
 * The statement that draws what other code drew before the session's first call; undefined where that was nothing.
 * `torch.rand` takes a word for each element.
 */
export function skippingStatement(start: SessionStart): string | undefined {
  const words = skippedWords(start);
  return words === 0 ? undefined : `_ = torch.rand(${words})`;
}

/** A GPU has a generator of its own, which the draws on the CPU leave alone. */
function skippedWords({ generator, skipped = 0 }: SessionStart): number {
  return gpuOf(generator) === undefined ? skipped : 0;
}
