import { textOf } from '../../syntax/nodes';
import type { Finding } from '../dropout/finding';
import type { LooseProblem, RuleSubject } from '../dropout/problem';
import { problemAt } from './common';
import { removeArgument } from './fixes';
import { isNoNumber } from './pOutOfRange';

/** `dropout` of a recurrent layer that has one layer: there is no other layer before which anything could be dropped. */
export function singleLayerRnn(site: Finding, { segment }: RuleSubject): LooseProblem | undefined {
  const { isIdle, p } = site;
  const node = isIdle ? site.given : undefined;
  // PyTorch warns of no p that is 0; and what it refuses is another problem.
  if (node === undefined || isNoNumber(node)) return undefined;
  const isRefused = p.known ? !(p.number.value > 0 && p.number.value <= 1) : p.reason === 'boolean';
  if (isRefused) return undefined;
  const fix = removeArgument(site, node);
  const isOn = p.known && !p.guessed;
  const keyword = node.prevSibling?.name === 'AssignOp' ? '' : 'dropout=';
  const from = keyword === '' ? (node.prevSibling?.prevSibling?.from ?? node.from) : node.from;
  return {
    ...problemAt(node, {
      rule: 'single-layer-rnn',
      severity: isOn ? 'warning' : 'hint',
      message: { code: 'singleLayer', args: [`${keyword}${textOf(segment, { from, to: node.to })}`] },
      finding: site,
      fixes: fix === undefined ? [] : [fix],
    }),
    from,
  };
}
