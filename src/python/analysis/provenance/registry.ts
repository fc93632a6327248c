import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { eachNode, stringValue, textOf } from '../../syntax/nodes';
import {
  type ClassDefinition,
  type ExpressionSite,
  type FunctionDefinition,
  type Site,
} from '../../syntax/scopes';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { methodNamed, tableOf } from './modulesOfTable';

/** A dictionary into which a decorator puts what it stands above, and under which key. */
export interface Registry {
  readonly name: string;
  readonly home: Module;
  readonly value: ExpressionSite;
  readonly key: string;
  /** The class that keeps it, and the name of its object by which the decorator is called: `NETS` of `@NETS.register("net")`. */
  readonly kept?: { readonly owner: ClassDefinition; readonly object: string };
}

/**
 * `@register("net")`, of `def register(name): def add(cls): NETS[name] = cls …`, or a method that keeps it, `@nets.register("net")`; `@register` puts
 * it under its own name.
 */
export function registryOf(
  called: ClassDefinition | FunctionDefinition,
  resolver: Resolver,
): Registry | undefined {
  return resolver.remembered(called, 'registry', () => findRegistry(called, resolver));
}

function findRegistry(
  { node, site, name }: ClassDefinition | FunctionDefinition,
  resolver: Resolver,
): Registry | undefined {
  for (const decorator of node.parent?.getChildren('Decorator') ?? []) {
    const maker = makerOf(decorator, site, resolver);
    const table = maker && tableFilled(maker);
    const value = table && tableOf(table, { ...maker.site, scope: maker.scope }, resolver);
    if (!maker || !table || value?.node.name !== 'DictionaryExpression') continue;
    const args = decorator.getChild('ArgList');
    const [first] = (args && readArguments(site.segment, args)?.positional) ?? [];
    const key = first ? stringValue(textOf(site.segment, first)) : name;
    if (key === undefined) continue;
    const home = resolver.moduleOf(value);
    const said = table.name === 'MemberExpression' ? (table.lastChild ?? table) : table;
    const object = decorator.getChild('VariableName');
    const owner = maker.scope.parent?.definition;
    const kept =
      object && owner?.type === 'class' ? { owner, object: textOf(site.segment, object) } : undefined;
    return { name: textOf(maker.site.segment, said), home, value, key, ...(kept && { kept }) };
  }
  return undefined;
}

/** The function, or the method of an object or a class, that a decorator calls. */
function makerOf(decorator: SyntaxNode, site: Site, resolver: Resolver): FunctionDefinition | undefined {
  const [first, second, ...more] = decorator.getChildren('VariableName');
  if (first === undefined || more.length > 0) return undefined;
  if (second !== undefined) return methodNamed(first, textOf(site.segment, second), site, resolver);
  const meaning = resolver.meaningOf(first, site);
  return meaning?.type === 'function' ? meaning : undefined;
}

/** The dictionary into which a decorator puts what it is given: `NETS[name] = cls`, `self.nets[name] = cls`. */
function tableFilled({ node, parameters, site: { segment } }: FunctionDefinition): SyntaxNode | undefined {
  const names = new Set(parameters.map(({ name }) => name));
  eachNode(node, 'FunctionDefinition', (inner) => {
    const [first] = inner.getChild('ParamList')?.getChildren('VariableName') ?? [];
    if (first) names.add(textOf(segment, first));
  });
  let table: SyntaxNode | undefined;
  eachNode(node, 'AssignStatement', ({ firstChild: target, lastChild: value }) => {
    const isItem = target?.name === 'MemberExpression' && target.lastChild?.name !== 'PropertyName';
    const object = isItem ? target.firstChild : null;
    if (value && names.has(textOf(segment, value)) && object) table = object;
  });
  return table;
}
