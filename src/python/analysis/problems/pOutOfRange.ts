import type { SyntaxNode } from '@lezer/common';
import { reprNumber, stochasticDepthMode } from '../../../torch';
import { textOf, withoutParentheses } from '../../syntax/nodes';
import type { Segment } from '../../syntax/scopes';
import type { Finding } from '../dropout/finding';
import type { LooseProblem } from '../dropout/problem';
import { testsAround } from '../provenance/guards';
import { problemAt } from './common';

/** What is written out as something else than a number. */
const NO_NUMBER = /^(?:None|(?:Format|Continued)?String|(?:Array|Tuple|Dictionary|Set)Expression)$/;

/** A p that PyTorch refuses when the layer is made, or the function called; said in its words. */
export function pOutOfRange(site: Finding): LooseProblem | undefined {
  const { p, within, call } = site;
  // Layers and functions of attention look at it late, and not all of them alike.
  if (within === 'attention') return undefined;
  // Each library of stochastic depth says it in words of its own, if at all.
  if (stochasticDepthMode(site.kind) !== undefined) return undefined;
  const written = site.given;
  if (written !== undefined && isNoNumber(written))
    return problemAt(written, {
      rule: 'p-out-of-range',
      severity: 'error',
      message: { code: 'noNumber', args: [textOf(call.segment, written)] },
      finding: site,
    });
  if (!p.known || p.guessed) return undefined;
  const { value } = p.number;
  if (value >= 0 && value <= 1) return undefined;
  const isReplaceable = p.unless !== undefined;
  // A negative default is mostly a word for no dropout at all, and what is tested first may never come here.
  if (isReplaceable && (value < 0 || written === undefined || isTested(call.segment, written)))
    return undefined;
  return problemAt(written ?? call.node, {
    rule: 'p-out-of-range',
    severity: isReplaceable ? 'warning' : 'error',
    message:
      within === 'recurrent'
        ? { code: 'refusedRecurrent', args: [reprNumber(p.number)] }
        : { code: 'refused', args: [reprNumber(p.number)] },
    finding: site,
  });
}

/** Whether a test around an expression speaks of it: `if p <= 1: nn.Dropout(p)`. */
function isTested(segment: Segment, written: SyntaxNode): boolean {
  const text = textOf(segment, written);
  return testsAround(written).some(({ test }) => textOf(segment, test).includes(text));
}

/** Whether an expression is written out as something else than a number. */
export function isNoNumber(expression: SyntaxNode): boolean {
  return NO_NUMBER.test(withoutParentheses(expression).name);
}
