import type { SyntaxNode } from '@lezer/common';
import { argumentFor } from '../../syntax/arguments';
import type { SignatureParameter } from '../../syntax/bindArguments';
import { textOf } from '../../syntax/nodes';
import type { ExpressionSite } from '../../syntax/scopes';

/** Whatever else something may take. */
export const OTHERS: readonly SignatureParameter[] = [
  { name: '*', kind: 'star' },
  { name: '**', kind: 'doubleStar' },
];

/** What says what a field of a class is, or a parameter: `field(default=0.1)`, pydantic's `Field(0.1, …)`, `attr.ib(default=0.1)`, typer's `Option(0.1)`. */
const FIELD = /(?:^|\.)(?:[fF]ield|ib|attrib|Option)$/;

/** A field in a class's body, by the call that says what it is. */
function callOf({ node, segment }: ExpressionSite): SyntaxNode | null {
  const callee = node.name === 'CallExpression' ? node.firstChild : null;
  return callee !== null && FIELD.test(textOf(segment, callee)) ? node.getChild('ArgList') : null;
}

/** What a field is by default: `0.1`, `field(default=0.1)`, `field(default_factory=lambda: [0.1])`; itself where that is not told. */
export function defaultOfField(field: ExpressionSite): SyntaxNode {
  const args = callOf(field);
  if (args === null) return field.node;
  const value = argumentFor(field.segment, args, ['default', ...OTHERS], 'default');
  if (value.passed === 'value' && value.node.name !== 'Ellipsis') return value.node;
  const maker = argumentFor(field.segment, args, ['default', ...OTHERS], 'default_factory');
  return maker.passed === 'value' && maker.node.name === 'LambdaExpression'
    ? (maker.node.lastChild ?? field.node)
    : field.node;
}

/** Whether what a field is by default is not told. */
export function isUnread(field: ExpressionSite): boolean {
  return callOf(field) !== null;
}

/** Whether a field has no default: `Field(..., ge=0)`, `field(metadata=help)`. */
export function isRequired(field: ExpressionSite): boolean {
  const args = callOf(field);
  if (args === null) return false;
  const given = ['default', 'default_factory'].map((name) =>
    argumentFor(field.segment, args, ['default', ...OTHERS], name),
  );
  return given.every(
    (one) => one.passed === 'nothing' || (one.passed === 'value' && one.node.name === 'Ellipsis'),
  );
}
