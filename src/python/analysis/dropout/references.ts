import type { SyntaxNode } from '@lezer/common';
import type { Analysis, AnalysisOptions } from './analyze';
import { childrenOf, textOf, withoutParentheses } from '../../syntax/nodes';
import { baseNames, classesOf, fieldOfClass } from '../provenance/classes';
import { Environment } from '../provenance/environment';
import { Module } from '../names/module';
import { objectOf } from '../provenance/objects';
import type { AbstractObject } from '../provenance/abstractObject';
import { type ExpressionSite, type Scope, type Site, TOP_BLOCK, type Segment } from '../../syntax/scopes';
import type { CellRange, DropoutSite } from './sites';
import { Evaluator } from '../provenance/evaluate';
import type { Resolver } from '../names/resolve';

/** A name or an attribute that stands for a dropout layer: `drop`, `self.drop`, or the `eval` of `drop.eval()`. */
export interface LayerReference extends CellRange {
  /** The layer as it is written there: `drop`, `self.drop`. */
  readonly text: string;
  /** The calls one of which made the layer; one at least. */
  readonly sites: readonly DropoutSite[];
  /** Whether it may be something else than these, as after `self.drop = nn.Dropout(p) if p else nn.Identity()`. */
  readonly mayBeOther: boolean;
}

/** What a name stands for may be told by many others in turn; longer ways are machine-made. */
const MAX_STEPS = 50;

/** The layer for which what stands at a place stands; undefined where that is none that is surely known. */
export function layerAt(
  { cells, sites }: Pick<Analysis, 'cells' | 'sites'>,
  cell: number,
  offset: number,
  { uri = '', files }: Pick<AnalysisOptions, 'uri' | 'files'>,
): LayerReference | undefined {
  const module = new Module(cells);
  const found = module.segmentAt(cell, offset);
  if (found === undefined) return undefined;
  const { segment, start } = found;
  const named = namedAt(segment, offset - start);
  if (named === undefined) return undefined;
  const resolver = new Evaluator(module, uri, files);
  resolver.refillBudget();
  const makers = new Makers(resolver, module, sites);
  const defined = definitionAt(named.object, segment);
  if (defined !== undefined) makers.add(defined.node, defined);
  else {
    const site = siteOf(named.object, segment);
    if (site === undefined) return undefined;
    makers.add(named.object, site);
  }
  if (makers.sites.size === 0) return undefined;
  return {
    cell,
    from: named.shown.from + start,
    to: named.shown.to + start,
    text: textOf(segment, named.object),
    sites: [...makers.sites].sort((a, b) => a.cell - b.cell || a.from - b.from),
    mayBeOther: makers.mayBeOther,
  };
}

/** The name or attribute at a place, and the expression that it is about. */
function namedAt(
  segment: Segment,
  at: number,
): { readonly shown: SyntaxNode; readonly object: SyntaxNode } | undefined {
  const node = ([1, -1] as const)
    .map((side) => segment.tree.resolveInner(at, side))
    .find(({ name }) => name === 'VariableName' || name === 'PropertyName');
  if (node === undefined) return undefined;
  if (node.name === 'VariableName') return isOnlyAName(node) ? undefined : { shown: node, object: node };
  const member = node.parent;
  const object = member?.firstChild;
  if (member?.name !== 'MemberExpression' || !object) return undefined;
  const isCalled = member.parent?.name === 'CallExpression' && member.parent.firstChild?.from === member.from;
  const isMode = isCalled && /^(?:eval|train)$/.test(textOf(segment, node));
  return { shown: node, object: isMode ? object : member };
}

/** Whether a name is that of a parameter or of a keyword argument, and stands for no value of its own. */
function isOnlyAName({ parent, nextSibling }: SyntaxNode): boolean {
  return parent?.name === 'ParamList' || (parent?.name === 'ArgList' && nextSibling?.name === 'AssignOp');
}

/** Where a name or an attribute is bound right there: what it is given. */
function definitionAt(target: SyntaxNode, segment: Segment): ExpressionSite | undefined {
  const name = textOf(segment, target);
  const isTarget = (node: SyntaxNode): boolean => node.from === target.from && node.to === target.to;
  for (const scope of scopesOf(segment.scope)) {
    const writes = scope.definition?.type === 'class' ? scope.definition.selfWrites.values() : [];
    for (const { node, value } of [...writes].flat()) if (isTarget(node)) return value;
    // What binds a name is a whole statement, in which the names stand before their values.
    for (const { node, kind } of scope.names.get(name) ?? [])
      if (kind.type === 'value' && node.from <= target.from && target.to <= kind.value.node.from)
        return kind.value;
  }
  return segment.memberWrites.find(({ node }) => isTarget(node))?.value;
}

/** A scope of a segment and those of the classes and functions in it. */
function* scopesOf(scope: Scope): Generator<Scope> {
  yield scope;
  for (const bindings of scope.names.values())
    for (const { kind } of bindings)
      if (kind.type === 'class' || kind.type === 'function') yield* scopesOf(kind.scope);
}

/** Where an expression is evaluated; undefined within lambdas and comprehensions, whose names are their own. */
function siteOf(node: SyntaxNode, segment: Segment): Site | undefined {
  for (let at = node.parent; at !== null; at = at.parent) {
    if (/Lambda|Comprehension/.test(at.name)) return undefined;
    const { from, to, name } = at;
    if (name === 'CallExpression') {
      const call = segment.calls.find((one) => one.node.from === from && one.node.to === to);
      if (call !== undefined) return call;
    }
    if (name === 'FunctionDefinition' || name === 'ClassDefinition') {
      for (const scope of scopesOf(segment.scope))
        if (scope.definition?.node.from === from && scope.definition.node.to === to)
          return { segment, scope, block: TOP_BLOCK, at: node.from };
      return undefined;
    }
  }
  return { segment, scope: segment.scope, block: TOP_BLOCK, at: node.from };
}

/** Methods that return the very layer on which they are called. */
const ITSELF = /^(?:eval|train|to|cpu|cuda|float|double|half|bfloat16|requires_grad_)$/;

/** Gathers the calls that make what an expression stands for. */
class Makers {
  readonly sites = new Set<DropoutSite>();
  mayBeOther = false;
  #steps = 0;

  constructor(
    private readonly resolver: Resolver,
    private readonly module: Module,
    private readonly known: readonly DropoutSite[],
  ) {}

  add(expression: SyntaxNode, site: Site): void {
    const node = withoutParentheses(expression);
    const isKnown =
      this.#steps++ <= MAX_STEPS &&
      this.resolver.lookInto(() => {
        this.#addNode(node, site);
        return true;
      }, false);
    if (!isKnown) this.mayBeOther = true;
  }

  #addNode(node: SyntaxNode, site: Site): void {
    if (node.name === 'ConditionalExpression') {
      const [yes, , , , no] = childrenOf(node);
      for (const branch of [yes, no]) if (branch !== undefined) this.add(branch, site);
    } else if (node.name === 'CallExpression') this.#addMade(node, site);
    else if (node.name === 'VariableName') {
      const bindings = this.resolver.bindingsOf(textOf(site.segment, node), site);
      this.#addAll(bindings.map(({ kind }) => (kind.type === 'value' ? kind.value : undefined)));
    } else if (node.name === 'MemberExpression') this.#addAll(this.#attribute(node, site));
    else this.mayBeOther = true;
  }

  /** What a name or an attribute may be given; undefined stands for what is no expression. */
  #addAll(values: readonly (ExpressionSite | undefined)[]): void {
    if (values.length === 0) this.mayBeOther = true;
    for (const value of values) {
      if (value === undefined) this.mayBeOther = true;
      else this.add(value.node, value);
    }
  }

  #addMade(node: SyntaxNode, site: Site): void {
    const place = this.module.placeOf(site.segment);
    const made = this.known.find(
      ({ cell, from, to, form }) =>
        form === 'module' &&
        cell === place?.cell &&
        from === place.start + node.from &&
        to === place.start + node.to,
    );
    if (made !== undefined) {
      this.sites.add(made);
      return;
    }
    const callee = node.firstChild;
    const object = callee?.name === 'MemberExpression' ? callee.firstChild : null;
    if (object && callee?.lastChild && ITSELF.test(textOf(site.segment, callee.lastChild)))
      this.add(object, site);
    else this.mayBeOther = true;
  }

  /** What an attribute of an object of one of the reader's classes may be given, in its class and from outside. */
  #attribute(node: SyntaxNode, site: Site): readonly (ExpressionSite | undefined)[] {
    const [object, dot, key] = childrenOf(node);
    if (object === undefined || dot?.name !== '.' || key === undefined) return [];
    const name = textOf(site.segment, key);
    const owner = objectOf(object, new Environment(site, this.resolver));
    if (owner.is !== 'instance' && owner.is !== 'class') return [];
    const fields = fieldOfClass(owner, name, this.resolver);
    if (fields === undefined) return [];
    const outside = this.module.writesOf(name).filter(({ isItem }) => !isItem);
    return [...fields, ...this.#overridden(owner, name), ...outside.map(({ value }) => value)];
  }

  /** What the classes derived from an object's class, in the same file, give the attribute. */
  #overridden(owner: AbstractObject, name: string): readonly (ExpressionSite | undefined)[] {
    if (owner.is !== 'instance' || !owner.isSelf) return [];
    const segments = this.module.groups.flatMap(({ group }) => group.segments);
    return Array.from(classesOf(segments))
      .filter((derived) => baseNames(derived).includes(owner.of.name))
      .flatMap(({ selfWrites }) => selfWrites.get(name) ?? [])
      .map(({ value }) => value);
  }
}
