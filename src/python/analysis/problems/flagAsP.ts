import type { SyntaxNode } from '@lezer/common';
import { textOf, withoutParentheses } from '../../syntax/nodes';
import type { Finding } from '../dropout/finding';
import type { LooseProblem, ProblemFix, RuleSubject } from '../dropout/problem';
import { argumentOf, problemAt } from './common';

/** A truth value, or the mode itself, in the place of p: where it is True, everything is dropped. */
export function flagAsP(site: Finding, { segment }: RuleSubject): LooseProblem | undefined {
  const p = site.given;
  if (p === undefined || !isFlag(p, segment.text)) return undefined;
  const fix = passFlagAsTraining(site, p);
  return problemAt(p, {
    rule: 'flag-as-p',
    severity: 'error',
    message: {
      code: site.within === 'recurrent' ? 'refusedRecurrent' : 'flag',
      args: [textOf(segment, p)],
    },
    finding: site,
    fixes: fix === undefined ? [] : [fix],
  });
}

/** Whether an expression is a truth value, or by its name the mode. */
export function isFlag(expression: SyntaxNode, text: string): boolean {
  const node = withoutParentheses(expression);
  if (node.name === 'Boolean') return true;
  const own = text.slice(node.from, node.to);
  if (node.name === 'UnaryExpression')
    return node.firstChild?.name === 'not' && node.lastChild !== null && isFlag(node.lastChild, text);
  if (node.name === 'VariableName') return /^(?:is_?)?train(?:ing)?$/i.test(own);
  return node.name === 'MemberExpression' && /\.(?:is_?)?training$/.test(own);
}

/** `F.dropout(x, self.training)` → `F.dropout(x, training=self.training)`: p is then its default, which may not be what was meant. */
function passFlagAsTraining(site: Finding, p: SyntaxNode): ProblemFix | undefined {
  const { form, within, call, callable } = site;
  if (!callable.parameters.includes('training')) return undefined;
  if (form !== 'function' || within !== undefined || argumentOf(site, 'training').passed !== 'nothing')
    return undefined;
  if (p.nextSibling?.name === ',') return undefined;
  const text = `training=${textOf(call.segment, p)}`;
  const from = p.prevSibling?.name === 'AssignOp' ? (p.prevSibling.prevSibling?.from ?? p.from) : p.from;
  return { code: 'passFlagAsTraining', args: [text], isSafe: false, edits: [{ from, to: p.to, text }] };
}
