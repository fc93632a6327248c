import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { CallSite, FunctionDefinition } from '../../syntax/scopes';

/** What a module's own `train()` or `eval()` makes of a call that `eval()` would silence. */
export interface Override {
  /** `Net.eval()`. */
  readonly on: string;
  /** Whether the call surely stays on, rather than perhaps. */
  readonly isSure: boolean;
}

/** A call that puts something into training mode. */
export interface Waking {
  /** What is put into it. */
  readonly object: SyntaxNode;
  readonly call: CallSite;
}

/** The calls in a method, those of functions in it included. */
export function callsWithin({ node, site: { segment } }: FunctionDefinition): readonly CallSite[] {
  return segment.calls.filter(({ at }) => node.from <= at && at < node.to);
}

/** What a method puts into training mode, whatever it was asked for. */
export function wakings(method: FunctionDefinition): readonly Waking[] {
  const { segment } = method.site;
  return callsWithin(method).flatMap((call) => {
    const { callee, args } = call;
    const [object, , name] = callee.name === 'MemberExpression' ? childrenOf(callee) : [];
    if (object === undefined || name === undefined || textOf(segment, name) !== 'train') return [];
    if (object.name === 'CallExpression' || textOf(segment, object) === method.parameters[0]?.name) return [];
    const inner = textOf(segment, args).slice(1, -1).trim();
    const isOn = inner === '' || /^(?:mode\s*=\s*)?True$/.test(inner);
    return isOn && !isAskedFor(call.node, method) ? { object, call } : [];
  });
}

/** Whether something of a `train` of the class's own runs only where training mode was asked for: below `if mode:`. */
function isAskedFor(node: SyntaxNode, method: FunctionDefinition): boolean {
  const mode = /^(?:train|eval)$/.test(method.name) ? method.parameters[1]?.name : undefined;
  for (let at = node; at.parent !== null && at.from > method.node.from; at = at.parent) {
    const test = at.name === 'Body' && at.parent.name === 'IfStatement' ? at.prevSibling : null;
    if (test !== null && mode !== undefined && textOf(method.site.segment, test) === mode) return true;
  }
  return false;
}
