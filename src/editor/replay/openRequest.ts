import type { OpenRequest } from '../../playground';
import type { DropoutCall } from '../../python';
import type { GeneratorName } from '../../torch';

/**
 * The request that shows an evaluation in the playground.
 *
 * @param label what the reader calls the place
 * @param seed stands in for one that the code does not set
 */
export function openRequestFor(
  { layer, training, seed: own }: DropoutCall,
  { label, seed, generator }: { label: string; seed: number; generator: GeneratorName },
): OpenRequest {
  return {
    kind: layer.kind,
    inplace: layer.inplace,
    p: layer.p,
    seed: own ?? String(seed),
    generator,
    training,
    origin: { label, illustrative: own === undefined },
  };
}
