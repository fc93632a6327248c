import type { Beside, Known } from '../names/staticNumber';
import { distinct } from '../names/staticNumber';

/**
 * What is told beside a number that is computed of others: what comes of each value that is told beside them. Of `p / 2`, where callers pass 0.4
 * for `p`, that is 0.2.
 *
 * @param compute what comes of such texts; undefined where that is no number
 */
export function besideComputed(
  operands: readonly Known[],
  compute: (texts: readonly string[]) => string | undefined,
): Pick<Known, 'beside'> {
  const all = operands.flatMap(({ beside = [] }) => beside);
  if (all.length === 0) return {};
  const own = compute(operands.map(({ text }) => text));
  const beside = all.flatMap((one): readonly Beside[] => {
    // What one call passes holds in all operands that hang on it.
    const textsOf = (text: string): readonly string[] =>
      operands.map((operand) => {
        const other = operand.beside?.find((two) => isOfSame(two, one));
        return other?.step.node.from === one.step.node.from ? text : (other?.text ?? operand.text);
      });
    // It may be a range: `0.1, …, 0.5`.
    const results = one.text.split(', ').map((part) => (part === '…' ? part : compute(textsOf(part))));
    // What is no number stays as it is passed.
    const text = results.every((result) => result !== undefined) ? results.join(', ') : one.text;
    return text === own ? [] : [{ ...one, text }];
  });
  return beside.length === 0 ? {} : { beside: distinct(beside) };
}

/** Whether two are told of the same call, or by default in the same signature. */
function isOfSame(one: Beside, other: Beside): boolean {
  const [a, b] = [one, other].map(({ step: { node } }) =>
    /^(?:Arg|Param)List$/.test(node.parent?.name ?? '') ? node.parent : node,
  );
  return one.code === other.code && one.step.segment === other.step.segment && a?.from === b?.from;
}
