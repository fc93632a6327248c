import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../syntax/nodes';
import type { Finding } from '../dropout/finding';
import type { ProblemFix } from '../dropout/problem';
import type { Method } from '../provenance/methods';

/* The fixes that several rules offer. */

/** Adds `training=self.training` behind the last argument. */
export function passTraining(site: Finding, { self }: Method): ProblemFix {
  const text = `training=${self}.training`;
  const { argumentsTo } = site;
  return {
    code: 'passTraining',
    args: [text],
    isSafe: true,
    edits: [{ from: argumentsTo, to: argumentsTo, text: `${separator(site)}${text}` }],
  };
}

/** What stands between the last argument and a further one. */
function separator({ call, argumentsTo }: Finding): string {
  const last = call.segment.text[argumentsTo - 1];
  return last === '(' || last === ',' ? '' : ', ';
}

/** Leaves out a keyword argument, with the comma that it no longer needs. */
export function removeArgument({ call }: Finding, value: SyntaxNode): ProblemFix | undefined {
  const [assign, name] = [value.prevSibling, value.prevSibling?.prevSibling];
  if (assign?.name !== 'AssignOp' || name?.name !== 'VariableName') return undefined;
  const [before, after] = [name.prevSibling, value.nextSibling];
  const text = textOf(call.segment, { from: name.from, to: value.to });
  const range =
    before?.name === ','
      ? { from: before.from, to: value.to }
      : after?.name === ','
        ? { from: name.from, to: after.nextSibling?.from ?? after.to }
        : { from: name.from, to: value.to };
  return { code: 'removeArgument', args: [text], isSafe: true, edits: [{ ...range, text: '' }] };
}
