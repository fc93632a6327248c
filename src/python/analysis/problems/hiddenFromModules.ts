import type { SyntaxNode } from '@lezer/common';
import { addTo, remembered } from '../../syntax/byKey';
import { textOf } from '../../syntax/nodes';
import { type Collection, collectionsOf } from '../dropout/collections';
import { isCalledByModule, nameGiven } from '../dropout/hidden';
import type { LooseProblem, ProblemFix, RuleSubject } from '../dropout/problem';
import { classesOf } from '../provenance/classes';
import { isModule, lineage, methodAround, methodsOf } from '../provenance/methods';
import { dropoutCallable } from '../names/torchNames';
import type { Resolver } from '../names/resolve';
import type { CallSite, ClassDefinition, Segment } from '../../syntax/scopes';
import { isPlainDropout, problemAt } from './common';
import { inModuleList } from './inModuleList';

/**
 * A dropout layer, or a module that has one, where no module looks: in a plain list or dictionary of a module that uses it,
 * or at the top level. `eval()` does not reach it.
 */
export function hiddenFromModules(subject: RuleSubject): readonly LooseProblem[] {
  const { segment, sites, resolver } = subject;
  const hidden = sites.filter(
    ({ call, verdict }) =>
      verdict.reason === 'hidden' &&
      verdict.silenced === 'no' &&
      isCalledByModule(call, verdict.on, resolver),
  );
  const stored = Array.from(classesOf([segment])).flatMap((owner) => {
    resolver.refillBudget();
    return storedIn(owner, resolver);
  });
  if (hidden.length + stored.length === 0) return [];
  const plain = new Set(sites.filter(isPlainDropout).map(({ from }) => from));
  const known = new Map<string, readonly ProblemFix[]>();
  // What is in one list has the same fix.
  const fixesOf = ({ scope }: CallSite, on: string): readonly ProblemFix[] => {
    const method = methodAround(scope);
    if (method === undefined || !on.startsWith(`${method.self}.`)) return [];
    return remembered(known, `${method.owner.node.from} ${on}`, () => inModuleList(method, on, plain));
  };
  const ofLayers = hidden.map((site) => {
    const { call, verdict } = site;
    return problemAt(call.node, {
      rule: 'hidden-from-modules',
      severity: 'warning',
      message: { code: verdict.on.includes('.') ? 'hidden' : 'outside', args: [verdict.on] },
      finding: site,
      fixes: fixesOf(call, verdict.on),
    });
  });
  const found = new Set(sites.map(({ call }) => call));
  const calls = new CallsAt(segment);
  const ofModules = stored.flatMap(({ node, on }) => {
    const call = calls.callAt(node);
    if (call === undefined || found.has(call)) return [];
    resolver.refillBudget();
    const meaning = resolver.meaningOf(call.callee, call);
    if (meaning?.type !== 'class' || !hasDropout(meaning, resolver, MOST_LEVELS)) return [];
    return problemAt(node, {
      rule: 'hidden-from-modules',
      severity: 'warning',
      message: { code: 'hidden', args: [on] },
      fixes: fixesOf(call, on),
    });
  });
  return [...ofLayers, ...ofModules];
}

/** What stands in the plain collections that a module uses, with what it is kept in. */
function storedIn(
  owner: ClassDefinition,
  resolver: Resolver,
): readonly { readonly node: SyntaxNode; readonly on: string }[] {
  const collections = [...collectionsOf(owner)].filter(([, collection]) => isHiding(collection));
  if (collections.length === 0 || !isModule(owner, resolver)) return [];
  const self = methodsOf(owner)[0]?.parameters[0]?.name ?? 'self';
  return collections.flatMap(([name, { stored }]) => stored.map((node) => ({ node, on: `${self}.${name}` })));
}

function isHiding({ isUsed, isHandedOver, stored }: Collection): boolean {
  return isUsed && !isHandedOver && stored.length > 0;
}

/** The calls of a segment, by the expressions that they are and the names that they give their values. */
class CallsAt {
  readonly #segment: Segment;
  /** By where they end: where several begin, each ends elsewhere. */
  readonly #ending: ReadonlyMap<number, CallSite>;
  readonly #assigned = new Map<string, CallSite[]>();

  constructor(segment: Segment) {
    this.#segment = segment;
    this.#ending = new Map(segment.calls.map((call) => [call.node.to, call]));
    for (const call of segment.calls) {
      const name = nameGiven(call);
      if (name !== undefined) addTo(this.#assigned, keyOf(call.node, name), call);
    }
  }

  /** The call that an expression is, or that gives a name its value in the same function. */
  callAt(node: SyntaxNode): CallSite | undefined {
    if (node.name === 'CallExpression') return this.#ending.get(node.to);
    if (node.name !== 'VariableName') return undefined;
    const assigned = this.#assigned.get(keyOf(node, textOf(this.#segment, node)));
    return assigned?.findLast((call) => call.node.from < node.from);
  }
}

/** Tells names of one function from those of others. */
function keyOf(node: SyntaxNode, name: string): string {
  return `${functionAround(node)?.from} ${name}`;
}

function functionAround(node: SyntaxNode): SyntaxNode | undefined {
  let at: SyntaxNode | null = node;
  while (at !== null && at.name !== 'FunctionDefinition') at = at.parent;
  return at ?? undefined;
}

/** Modules that have modules that have modules; deeper ones are not looked into. */
const MOST_LEVELS = 3;

/** Whether a module drops in training mode: it keeps a dropout layer, or asks for its mode where it drops. */
function hasDropout(definition: ClassDefinition, resolver: Resolver, levels: number): boolean {
  if (!isModule(definition, resolver)) return false;
  return resolver.lookInto(
    () =>
      lineage(definition, resolver).some(({ node, site: { segment } }) =>
        segment.calls.some((call) => {
          if (call.at < node.from || call.at >= node.to) return false;
          const path = resolver.qualifiedName(call.callee, call);
          if (path !== undefined && dropoutCallable(path) !== undefined) return true;
          const meaning = levels > 0 ? resolver.meaningOf(call.callee, call) : undefined;
          return (
            meaning?.type === 'class' && meaning !== definition && hasDropout(meaning, resolver, levels - 1)
          );
        }),
      ),
    false,
  );
}
