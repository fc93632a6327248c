import type { SyntaxNode } from '@lezer/common';
import { reprNumber } from '../../../torch';
import { textOf } from '../../syntax/nodes';
import type { Finding } from '../dropout/finding';
import { isFlag } from '../dropout/probability';
import type { LooseProblem, ProblemFix, ProblemMessage, RuleSubject } from '../dropout/problem';
import { argumentOf, problemAt } from './common';

/** A truth value, or the mode itself, in the place of p: True counts as 1, so that everything is dropped. */
export function flagAsP(site: Finding, { segment }: RuleSubject): LooseProblem | undefined {
  const flag = site.given;
  const code = messageOf(site);
  if (flag === undefined || code === undefined || !isFlag(flag, segment.text)) return undefined;
  const fix = passFlagAsTraining(site, flag);
  return problemAt(flag, {
    rule: 'flag-as-p',
    // What drops nothing is most often meant so.
    severity: code === 'flagOff' ? 'warning' : 'error',
    message: { code, args: [textOf(segment, flag), site.within ?? ''] },
    finding: site,
    fixes: fix === undefined ? [] : [fix],
  });
}

/** What a flag in the place of p comes to; undefined where nothing comes of it, or a name turns out to be of a number. */
function messageOf({ p, within, active }: Finding): ProblemMessage['code'] | undefined {
  if (active === 'never') return undefined;
  if (!p.known) return within === 'recurrent' ? 'refusedRecurrent' : 'flag';
  return p.number.value === 1 ? 'flagOn' : p.number.value === 0 ? 'flagOff' : undefined;
}

/** `F.dropout(x, self.training)` → `F.dropout(x, training=self.training)`: p is then its default, which may not be what was meant. */
function passFlagAsTraining(site: Finding, p: SyntaxNode): ProblemFix | undefined {
  const { form, within, call, callable } = site;
  // Where p has no default, nothing would give it.
  if (!callable.parameters.includes('training') || callable.takesAll === true) return undefined;
  if (form !== 'function' || within !== undefined || argumentOf(site, 'training').passed !== 'nothing')
    return undefined;
  if (p.nextSibling?.name === ',') return undefined;
  const text = `training=${textOf(call.segment, p)}`;
  const from = p.prevSibling?.name === 'AssignOp' ? (p.prevSibling.prevSibling?.from ?? p.from) : p.from;
  return {
    code: 'passFlagAsTraining',
    args: [text, reprNumber(callable.fallback)],
    isSafe: false,
    edits: [{ from, to: p.to, text }],
  };
}
