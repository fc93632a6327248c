import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../syntax/nodes';
import type { Finding } from '../dropout/finding';
import type { ProblemFix } from '../dropout/problem';
import { initOf, superInit } from '../provenance/classes';
import { lineage, type Method, methodsOf, usesOfSelf } from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import type { ClassDefinition, FunctionDefinition } from '../../syntax/scopes';
import { isPlainDropout } from './common';

/**
 * Makes a layer once, at the end of `__init__`, and uses it where it was made; undefined where what it is made of is
 * known only there, or where `__init__` does not show that the module is set up.
 */
export function moveToInit(
  site: Finding,
  { owner, self }: Method,
  resolver: Resolver,
): ProblemFix | undefined {
  const { call } = site;
  const { segment, node } = call;
  const init = initOf(owner);
  if (init?.parameters[0]?.name !== self || superInit(init) === undefined) return undefined;
  if (callsItsParts(owner, resolver) || !canMove(call.args, site, self, resolver)) return undefined;
  const end = endOf(init);
  if (end === undefined) return undefined;
  const name = freeName(owner.scope.names, methodsOf(owner));
  const made = textOf(segment, node);
  return {
    code: 'moveToInit',
    args: [`${self}.${name} = ${made}`],
    isSafe: isPlainDropout(site),
    edits: [
      { from: end.at, to: end.at, text: `\n${end.indentation}${self}.${name} = ${made}` },
      { from: node.from, to: node.to, text: `${self}.${name}` },
    ],
  };
}

/** Whether objects of a class hand their input from part to part: one part more would change what they compute. */
function callsItsParts(owner: ClassDefinition, resolver: Resolver): boolean {
  return lineage(owner, resolver).some(({ bases }) =>
    bases.some(({ segment, node }) => /\b(?:Sequential|ModuleList|ModuleDict)$/.test(textOf(segment, node))),
  );
}

/** Whether all names in the arguments mean the same at the end of `__init__`: the object itself, and what is global. */
function canMove(args: SyntaxNode, { call }: Finding, self: string, resolver: Resolver): boolean {
  let can = true;
  args.cursor().iterate(({ name, node }) => {
    if (name === 'LambdaExpression' || name.includes('Comprehension')) can = false;
    if (name !== 'VariableName') return;
    if (node.parent?.name === 'ArgList' && node.nextSibling?.name === 'AssignOp') return;
    const text = textOf(call.segment, node);
    if (text === self) return;
    const bindings = resolver.bindingsOf(text, call);
    can &&= bindings.every(({ site }) => site.scope.kind === 'module');
  });
  return can;
}

/** Where the last statement of a function ends, and how its statements are indented. */
function endOf(init: FunctionDefinition): { readonly at: number; readonly indentation: string } | undefined {
  let last = init.node.getChild('Body')?.lastChild;
  while (last?.name === 'Comment') last = last.prevSibling;
  if (!last || /^(?:Return|Raise)Statement$/.test(last.name) || last.getChild('Body') !== null)
    return undefined;
  const { text } = init.site.segment;
  const line = text.lastIndexOf('\n', last.from - 1) + 1;
  const indentation = text.slice(line, last.from);
  if (indentation.trim() !== '') return undefined;
  const rest = /[\r\n]/.exec(text.slice(last.to));
  return { at: rest === null ? text.length : last.to + rest.index, indentation };
}

function freeName(ofClass: { has(name: string): boolean }, methods: readonly FunctionDefinition[]): string {
  const taken = (name: string): boolean =>
    ofClass.has(name) || methods.some((method) => usesOfSelf(method).has(name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'dropout' : `dropout${number}`;
    if (!taken(name)) return name;
  }
}
