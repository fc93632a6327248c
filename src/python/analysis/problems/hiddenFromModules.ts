import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../syntax/nodes';
import { type Collection, collectionsOf } from '../dropout/collections';
import type { Finding } from '../dropout/finding';
import type { LooseProblem, RuleSubject } from '../dropout/problem';
import { classesOf } from '../provenance/classes';
import { isModule, lineage, methodsOf } from '../provenance/methods';
import { dropoutCallable } from '../names/torchNames';
import type { Resolver } from '../names/resolve';
import type { CallSite, ClassDefinition, Segment } from '../../syntax/scopes';
import { problemAt } from './common';
import { inModuleList } from './inModuleList';

/**
 * A dropout layer, or a module that has one, where no module looks: in a plain list or dictionary of a module that uses it,
 * or at the top level. `eval()` does not reach it.
 */
export function hiddenFromModules(subject: RuleSubject): readonly LooseProblem[] {
  const { segment, sites, resolver } = subject;
  const hidden = sites.filter(({ verdict }) => verdict.reason === 'hidden' && verdict.silenced === 'no');
  const ofLayers = hidden.map((site) => {
    const { call, verdict } = site;
    const fix = inModuleList(call, verdict.on, sites);
    return problemAt(call.node, {
      rule: 'hidden-from-modules',
      severity: 'warning',
      message: { code: verdict.on.includes('.') ? 'hidden' : 'outside', args: [verdict.on] },
      finding: site,
      fixes: fix === undefined ? [] : [fix],
    });
  });
  return [
    ...ofLayers,
    ...Array.from(classesOf([segment])).flatMap((owner) => modulesIn(owner, sites, segment, resolver)),
  ];
}

/** Modules of the reader's own that have dropout, in the plain collections of a class. */
function modulesIn(
  owner: ClassDefinition,
  sites: readonly Finding[],
  segment: Segment,
  resolver: Resolver,
): readonly LooseProblem[] {
  const collections = [...collectionsOf(owner)].filter(([, collection]) => isHiding(collection));
  if (collections.length === 0 || !isModule(owner, resolver)) return [];
  return collections.flatMap(([name, { stored }]) =>
    stored.flatMap((node) => {
      const call = callAt(node, segment);
      if (call === undefined || sites.some((site) => site.call === call)) return [];
      const meaning = resolver.meaningOf(call.callee, call);
      if (meaning?.type !== 'class' || !hasDropout(meaning, resolver, MOST_LEVELS)) return [];
      const on = `${methodsOf(owner)[0]?.parameters[0]?.name ?? 'self'}.${name}`;
      const fix = inModuleList(call, on, sites);
      return problemAt(node, {
        rule: 'hidden-from-modules',
        severity: 'warning',
        message: { code: 'hidden', args: [on] },
        fixes: fix === undefined ? [] : [fix],
      });
    }),
  );
}

function isHiding({ isUsed, isHandedOver, stored }: Collection): boolean {
  return isUsed && !isHandedOver && stored.length > 0;
}

/** The call that an expression is, or that gives a name its value in the same function. */
function callAt(node: SyntaxNode, segment: Segment): CallSite | undefined {
  if (node.name === 'CallExpression')
    return segment.calls.find((call) => call.node.from === node.from && call.node.to === node.to);
  if (node.name !== 'VariableName') return undefined;
  const name = textOf(segment, node);
  return segment.calls.findLast(({ node: made }) => {
    const { parent } = made;
    return (
      made.from < node.from &&
      parent?.name === 'AssignStatement' &&
      parent.firstChild?.name === 'VariableName' &&
      textOf(segment, parent.firstChild) === name &&
      functionAround(made)?.from === functionAround(node)?.from
    );
  });
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
