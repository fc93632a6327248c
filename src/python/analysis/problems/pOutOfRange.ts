import { reprNumber, stochasticDepthMode } from '../../../torch';
import type { LooseProblem, RuleSubject } from '../dropout/problem';
import { probabilityNode, problemAt } from './common';

/** A p that PyTorch refuses when the layer is made, or the function called; said in its words. */
export function pOutOfRange({ sites }: RuleSubject): readonly LooseProblem[] {
  return sites.flatMap((site) => {
    const { p, within, call } = site;
    // Layers and functions of attention look at it late, and not all of them alike.
    if (!p.known || p.guessed || p.unless !== undefined || within === 'attention') return [];
    // Each library of stochastic depth says it in words of its own, if at all.
    if (stochasticDepthMode(site.kind) !== undefined) return [];
    if (p.number.value >= 0 && p.number.value <= 1) return [];
    return problemAt(probabilityNode(site) ?? call.node, {
      rule: 'p-out-of-range',
      severity: 'error',
      message:
        within === 'recurrent'
          ? { code: 'refusedRecurrent', args: [reprNumber(p.number)] }
          : { code: 'refused', args: [reprNumber(p.number)] },
      finding: site,
    });
  });
}
