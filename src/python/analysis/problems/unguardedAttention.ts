import { textOf } from '../../syntax/nodes';
import { isGivenBy } from '../dropout/decidedByCaller';
import type { LooseProblem, ProblemFix, RuleSubject } from '../dropout/problem';
import type { Finding } from '../dropout/finding';
import type { Method } from '../provenance/methods';
import { moduleMethod, problemAt } from './common';
import { passTraining } from './fixes';

/** Attention as a function that gets the same p in both modes: it has no mode of its own. Not where a helper is given its p. */
export function unguardedAttention(site: Finding, { resolver }: RuleSubject): LooseProblem | undefined {
  const { reason } = site.verdict;
  if (site.within !== 'attention' || (reason !== 'unguarded' && reason !== 'omitted')) return undefined;
  const method = moduleMethod(site.call, resolver);
  const p = site.given;
  if (method === undefined || method.definition.name === '__init__' || p === undefined) return undefined;
  if (isGivenBy(p, site.call, resolver)) return undefined;
  const text = textOf(site.call.segment, p);
  const isOn = site.p.known && !site.p.guessed && site.p.number.value > 0;
  const training = `training=${method.self}.training`;
  return problemAt(reason === 'omitted' ? site.call.node : p, {
    rule: 'unguarded-attention',
    severity: isOn ? 'warning' : 'hint',
    message:
      reason === 'omitted'
        ? { code: 'omittedInAttention', args: [training] }
        : { code: 'unguarded', args: [text, `${method.self}.training`] },
    finding: site,
    fixes: [reason === 'omitted' ? passTraining(site, method) : zeroOutsideTraining(site, text, method)],
  });
}

function zeroOutsideTraining(site: Finding, text: string, { self }: Method): ProblemFix {
  const p = site.given;
  const isPlain = p !== undefined && /^(?:VariableName|MemberExpression|CallExpression|Number)$/.test(p.name);
  const guarded = `${isPlain ? text : `(${text})`} if ${self}.training else 0.0`;
  const at = p?.to ?? site.to;
  return {
    code: 'zeroOutsideTraining',
    args: [guarded],
    isSafe: true,
    edits: isPlain
      ? [{ from: at, to: at, text: guarded.slice(text.length) }]
      : [{ from: p?.from ?? at, to: at, text: guarded }],
  };
}
