import { textOf } from '../../syntax/nodes';
import type { Finding } from '../dropout/finding';
import type { LooseProblem, RuleSubject } from '../dropout/problem';
import { problemAt } from './common';

/** A probability whose name says that it keeps, where torch's p drops: TensorFlow 1 and MindSpore have it the other way round. */
export function keepProbability(site: Finding, { segment, resolver }: RuleSubject): LooseProblem | undefined {
  const p = site.given;
  if (p === undefined || (p.name !== 'VariableName' && p.name !== 'MemberExpression')) return undefined;
  const text = textOf(segment, p);
  if (!KEEPS.test(text)) return undefined;
  // `keep_prob = 1 - drop`: whatever it is called, somebody thought about it.
  const isComputed =
    p.name === 'VariableName' &&
    resolver
      .bindingsOf(text, site.call)
      .some(({ kind }) => kind.type === 'value' && kind.value.node.name === 'BinaryExpression');
  if (isComputed) return undefined;
  return problemAt(p, {
    rule: 'keep-probability',
    severity: 'hint',
    message: { code: 'keep', args: [text] },
    finding: site,
    fixes: [
      {
        code: 'complement',
        args: [`1 - ${text}`],
        isSafe: true,
        edits: [{ from: p.from, to: p.from, text: '1 - ' }],
      },
    ],
  });
}

/** What the last name of a path, or the key of a subscript, ends with: `keep_prob`, `self.dropout_keep_prob`, `cfg["keep_rate"]`. */
const KEEPS = /(?:keep_?(?:p|prob|probs|probability|rate|ratio)|[._]p_keep)(?:["']\])?$/i;
