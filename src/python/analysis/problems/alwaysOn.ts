import { once } from '../../syntax/byKey';
import { lineIn, linesOf } from '../../syntax/nodes';
import type { ClassDefinition, Segment } from '../../syntax/scopes';
import type { Finding } from '../dropout/finding';
import { isGivenBy } from '../dropout/decidedByCaller';
import { isFlag } from '../dropout/probability';
import type { LooseProblem, RuleSubject } from '../dropout/problem';
import { type Method, methodAround, runsInForward } from '../provenance/methods';
import { isDiscarded } from './discardedResult';
import { moduleMethod, problemAt } from './common';
import { passTraining } from './fixes';

/**
 * Functional dropout whose `training` is omitted, in what a module does with each input: `eval()` does not silence it.
 * Not where the function is given p, or a flag that decides, and not where a comment says that it is meant.
 */
export function alwaysOn(site: Finding, { segment, sites, resolver }: RuleSubject): LooseProblem | undefined {
  if (site.verdict.reason !== 'omitted' || site.within !== undefined) return undefined;
  const method = moduleMethod(site.call, resolver);
  if (method === undefined || !runsInForward(method, resolver)) return undefined;
  // What is thrown away does not stay on; and a flag in the place of p is another problem.
  if (isDiscarded(site)) return undefined;
  const p = site.given;
  if (p !== undefined && (isFlag(p, segment.text) || isGivenBy(p, site.call, resolver))) return undefined;
  if (isMeant(segment, site.from)) return undefined;
  return problemAt(site.call.node, {
    rule: 'always-on',
    severity: 'warning',
    message: { code: 'alwaysOn', args: [`training=${method.self}.training`] },
    finding: site,
    fixes: [passTraining(site, method)],
    related: siblings(sites, method),
  });
}

/** What comments say of a dropout that is to stay on. */
const MEANT = [
  ...['monte carlo', 'monte-carlo', 'mc dropout', 'mc-dropout', 'mcdropout', 'bayes', 'uncertain'],
  ...['always', 'intention', 'on purpose', 'deliberate', 'purposely', 'even in', 'even at', 'even during'],
  ...['even when', 'even if', 'test time', 'test-time', 'inference time', 'inference-time'],
  ...['at test', 'at inference', 'at eval', 'in eval', 'during test', 'during inference', 'during eval'],
  ...[
    'both modes',
    'both train',
    'keep on',
    'keep active',
    'keep it on',
    'keep dropout',
    'stay on',
    'stays on',
  ],
];

function isMeant(segment: Segment, at: number): boolean {
  const { text } = segment;
  const starts = linesOf(segment);
  const line = lineIn(segment, at);
  return [line - 1, line].some((one) => {
    const content = one < 0 ? '' : text.slice(starts[one], starts[one + 1]);
    const comment = content
      .slice(content.includes('#') ? content.indexOf('#') : content.length)
      .toLowerCase();
    return MEANT.some((words) => comment.includes(words));
  });
}

/** The first call of each class that does pass `training`. */
const passing = once((sites: readonly Finding[]) => {
  const first = new Map<ClassDefinition | undefined, Finding>();
  for (const site of sites) {
    const owner = methodAround(site.call.scope)?.owner;
    if (site.verdict.reason === 'argument' && !first.has(owner)) first.set(owner, site);
  }
  return first;
});

/** The first call beside it, in the same class, that does pass `training`. */
function siblings(sites: readonly Finding[], { owner }: Method): LooseProblem['related'] {
  const sibling = passing(sites).get(owner);
  if (sibling === undefined) return [];
  const { segment, node } = sibling.call;
  return [{ code: 'sibling', place: { segment, from: node.from, to: node.to } }];
}
