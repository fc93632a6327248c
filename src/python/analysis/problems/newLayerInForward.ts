import { madeAnew } from '../dropout/madeAnew';
import type { Finding } from '../dropout/finding';
import type { LooseProblem, RuleSubject } from '../dropout/problem';
import { runsInForward } from '../provenance/methods';
import { moduleMethod, problemAt } from './common';
import { moveToInit } from './moveToInit';

/** A dropout layer that is made anew with each input, and used right there: a new layer is in training mode. */
export function newLayerInForward(site: Finding, { resolver }: RuleSubject): LooseProblem | undefined {
  const { call, verdict } = site;
  if (verdict.reason !== 'fresh' || site.within !== undefined) return undefined;
  if (madeAnew(call, resolver)?.isUsed !== true) return undefined;
  const method = moduleMethod(call, resolver);
  if (method === undefined || !runsInForward(method, resolver)) return undefined;
  const fix = moveToInit(site, method, resolver);
  return problemAt(call.node, {
    rule: 'new-layer-in-forward',
    severity: 'warning',
    message: { code: 'newLayer', args: [] },
    finding: site,
    fixes: fix === undefined ? [] : [fix],
  });
}
