import type { SyntaxNode } from '@lezer/common';
import type { TextRange } from '../../../text';
import { type PassedArgument, argumentFor } from '../../syntax/arguments';
import type { Finding } from '../dropout/finding';
import type { LooseProblem } from '../dropout/problem';
import { isModule, type Method, methodAround } from '../provenance/methods';
import { dropoutCallable } from '../names/torchNames';
import type { Resolver } from '../names/resolve';
import type { Site } from '../../syntax/scopes';

/** What rules have in common: what stands around a call, and what a call passes. */

/** The method of a module of torch in which something stands; undefined elsewhere. */
export function moduleMethod({ scope }: Site, resolver: Resolver): Method | undefined {
  const method = methodAround(scope);
  return method !== undefined && isModule(method.owner, resolver) ? method : undefined;
}

/** The innermost statement around a node. */
export function statementAround(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent !== null && !/^(?:Body|Script|StatementGroup)$/.test(at.parent.name)) at = at.parent;
  return at;
}

/** The part of a statement on whose first and last line a comment is about the whole: of one with a body, its header. */
function commentedRange(node: SyntaxNode): TextRange {
  const statement = statementAround(node);
  const body = statement.getChild('Body');
  return { from: statement.from, to: body === null ? statement.to : body.from };
}

export function argumentOf({ call, callable }: Finding, parameter: string): PassedArgument {
  return argumentFor(call.segment, call.args, callable.parameters, parameter);
}

/** Whether a call surely makes a library's layer that only drops, and so has no parameters, and no keys in `state_dict`. */
export function isPlainDropout({ name, within, mayBeOther }: Finding): boolean {
  return within === undefined && !mayBeOther && dropoutCallable(name) !== undefined;
}

/** A problem with a node. The call that it is about tells where p is written, unless that is in the call itself. */
export function problemAt(
  node: SyntaxNode,
  problem: Pick<LooseProblem, 'rule' | 'severity' | 'message'> &
    Partial<Pick<LooseProblem, 'fixes' | 'related' | 'finding'>>,
): LooseProblem {
  const { finding } = problem;
  const written = finding?.steps.at(-1);
  const isOwn =
    written?.segment === finding?.call.segment &&
    finding !== undefined &&
    written !== undefined &&
    finding.from <= written.from &&
    written.to <= finding.to;
  const place = written === undefined || isOwn ? [] : [{ code: 'p' as const, place: written }];
  return {
    fixes: [],
    finding: undefined,
    ...problem,
    related: [...(problem.related ?? []), ...place],
    from: node.from,
    to: node.to,
    statement: commentedRange(node),
  };
}
