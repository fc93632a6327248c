import type { SyntaxNode } from '@lezer/common';
import { once } from '../../syntax/byKey';
import { eachNode, textOf } from '../../syntax/nodes';
import type { Finding } from '../dropout/finding';
import type { LooseProblem, RuleSubject } from '../dropout/problem';
import { derivedFrom, derivedIn } from '../provenance/classes';
import type { Module } from '../names/module';
import { lineage, type Method, methodsOf, unreadBases, usesOfSelf } from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import type { ClassDefinition } from '../../syntax/scopes';
import { moduleMethod, problemAt } from './common';

/**
 * A dropout layer that its class keeps and never reads. Not where another class may: one that is derived from it, one
 * that it is derived from and that cannot be read, or whatever it hands itself over to.
 */
export function unusedLayer(site: Finding, { segment, resolver }: RuleSubject): LooseProblem | undefined {
  const { call, form, within } = site;
  if (form !== 'module' || within !== undefined) return undefined;
  const statement = call.node.parent;
  const target = statement?.name === 'AssignStatement' ? statement.firstChild : null;
  if (statement === null || target?.name !== 'MemberExpression') return undefined;
  if (target.nextSibling?.name !== 'AssignOp') return undefined;
  const method = moduleMethod(call, resolver);
  const name = target.lastChild === null ? '' : textOf(segment, target.lastChild);
  if (method === undefined || textOf(segment, target) !== `${method.self}.${name}`) return undefined;
  if (isRead(name, method, resolver) || isDerivedFrom(method.owner, resolver)) return undefined;
  return problemAt(statement, {
    rule: 'unused-layer',
    severity: 'hint',
    message: { code: 'unused', args: [`${method.self}.${name}`] },
    finding: site,
  });
}

function isRead(name: string, { owner }: Method, resolver: Resolver): boolean {
  if (!owner.scope.names.has('forward')) return true;
  const line = lineage(owner, resolver);
  if (unreadBases(owner, resolver).some((base) => !/^(?:Module|LightningModule|ABC)$/.test(base)))
    return true;
  return line.some((one) => {
    const { isOpen, names } = readingOf(one);
    return isOpen || names.has(name);
  });
}

interface Reading {
  /** Whether they give themselves to others whole. */
  readonly isOpen: boolean;
  /** The attributes of which there is more than assignments, and those in strings: `getattr(self, "drop")`. */
  readonly names: ReadonlySet<string>;
}

/** What a class reads of its objects: it is asked for each of its layers. */
const readingOf = once((definition: ClassDefinition): Reading => {
  const text = textOf(definition.site.segment, definition.node);
  const names = new Set(text.match(/'\w+'|"\w+"/g)?.map((word) => word.slice(1, -1)));
  for (const method of methodsOf(definition))
    for (const [name, uses] of usesOfSelf(method)) if (!uses.every(isTarget)) names.add(name);
  return { isOpen: handsItselfOver(definition), names };
});

/** Whether something is assigned to an attribute. */
function isTarget({ parent, nextSibling }: SyntaxNode): boolean {
  return parent?.name === 'AssignStatement' && nextSibling?.name === 'AssignOp';
}

/** What tells of all modules that an object keeps. */
const ALL = /^(?:modules|children|named_modules|named_children|_modules|__dict__|__getattr__|get_submodule)$/;

/** Whether objects of a class give themselves to others whole, or go through all that they keep. */
function handsItselfOver(definition: ClassDefinition): boolean {
  return methodsOf(definition).some((method) => {
    if ([...usesOfSelf(method).keys()].some((name) => ALL.test(name))) return true;
    const text = method.parameters[0]?.name;
    if (text === undefined) return false;
    const source = method.site.segment;
    let isWhole = false;
    const visit = (node: SyntaxNode): void => {
      const { parent } = node;
      const isObject = parent?.name === 'MemberExpression' && parent.firstChild?.from === node.from;
      const isSuper =
        parent?.name === 'ArgList' && parent.parent?.firstChild !== null
          ? /^(?:super|\w+(?:\.\w+)*\.__init__)$/.test(textOf(source, parent.parent?.firstChild ?? node))
          : false;
      if (!isObject && !isSuper && parent?.name !== 'ParamList') isWhole = true;
    };
    eachNode(method.node, 'VariableName', visit, { source, text });
    return isWhole;
  });
}

function isDerivedFrom(definition: ClassDefinition, resolver: Resolver): boolean {
  const { name } = definition;
  resolver.need(derivedFrom(name));
  const isIn = (module: Module): boolean => derivedIn(module, name).some((other) => other !== definition);
  if (isIn(resolver.own) || resolver.files === undefined) return isIn(resolver.own);
  const others = resolver.files.mentioning(name, resolver.uriOf(resolver.own), 'workspace');
  return typeof others === 'string' || others.some(isIn);
}
