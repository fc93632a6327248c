import { argumentFor } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import { initOf, superInit } from '../provenance/classes';
import { NO_FRAMES } from '../names/frames';
import { nameHandedOn } from '../names/handedOn';
import type { Resolver } from '../names/resolve';
import { type CallSite, type ClassDefinition } from '../../syntax/scopes';
import { dropoutCallable, isOfTorch } from '../names/torchNames';
import { methodsOf } from '../provenance/methods';
import { overriddenBy } from './overrides';
import type { OwnDropout } from './ownDropout';
import { codeOf } from './rowComputation';
import { classOfStochasticDepth, STOCHASTIC_DEPTH_NAME } from './stochasticDepth';

/** Longer lines of descent are machine-made. */
const MAX_BASES = 10;

/** What a call of the reader's own class does, where the class drops as its base does, or whole samples; else undefined. */
export function ownDropout(call: CallSite, resolver: Resolver): OwnDropout | undefined {
  const definition = classCalled(call, resolver);
  if (definition === undefined) return undefined;
  const making = { name: definition.name, made: call, site: call, frames: NO_FRAMES };
  return derived(definition, making, resolver, MAX_BASES);
}

function classCalled(call: CallSite, resolver: Resolver): ClassDefinition | undefined {
  if (call.callee.name === 'VariableName') {
    const [binding, ...others] = resolver.bindingsOf(textOf(call.segment, call.callee), call);
    if (binding?.kind.type === 'class' && others.length === 0) return binding.kind;
  }
  // Other files are opened only for a name that promises something.
  if (!STOCHASTIC_DEPTH_NAME.test(call.name)) return undefined;
  const meaning = resolver.meaningOf(call.callee, call);
  return meaning?.type === 'class' ? meaning : undefined;
}

function derived(
  definition: ClassDefinition,
  making: Omit<OwnDropout, 'callable' | 'argument'>,
  resolver: Resolver,
  depth: number,
): OwnDropout | undefined {
  const { scope, bases } = definition;
  if (depth === 0 || scope.names.has('__call__')) return undefined;
  const forward = scope.names.has('forward') ? forwardOfBase(definition) : 'inherited';
  // One with a computation of its own is no longer torch's.
  if (forward === undefined) return classOfStochasticDepth(definition, making, resolver);
  const init = initOf(definition);
  if (init === undefined && scope.names.has('__init__')) return undefined;
  const on = `${definition.name}.forward()`;
  const staysOn =
    making.staysOn ?? (forward === 'on' ? { on, isSure: true } : overriddenBy(definition, resolver));
  let inner = staysOn === undefined ? making : { ...making, staysOn };
  if (init !== undefined) {
    const call = superInit(init);
    if (call === undefined) return undefined;
    const { made, site, frames } = making;
    const running = new Map([[init.scope, { args: made.args, site, frames }]]);
    inner = { ...inner, made: call, site: call, frames: running };
  }
  for (const base of bases) {
    const said = resolver.qualifiedName(base.node, base);
    const isOpen = said === undefined || !isOfTorch(said);
    const path = (isOpen ? nameHandedOn(base.node, base, resolver) : undefined) ?? said;
    const callable = path === undefined ? undefined : dropoutCallable(path);
    if (callable?.form === 'module' && callable.within === undefined) {
      const { segment, args } = inner.made;
      const argument = argumentFor(segment, args, callable.parameters, callable.parameter);
      return { ...inner, callable, argument };
    }
    const meaning = path?.startsWith('torch.') === true ? undefined : resolver.meaningOf(base.node, base);
    const own =
      meaning?.type === 'class' && meaning !== definition
        ? derived(meaning, inner, resolver, depth - 1)
        : undefined;
    if (own !== undefined) return own;
    // What stands before torch's comes first.
    if (meaning?.type === 'class' && ['forward', '__call__'].some((one) => meaning.scope.names.has(one)))
      return undefined;
  }
  return undefined;
}

/** A `forward` that hands its input to the base's, after it turned the layer on, or without that. */
const OF_BASE =
  /^def forward\(self,(\w+)(?::[\w.]+)?\)(?:->[\w.]+)?:(self\.training=True |self\.train\((?:True)?\) )?return super\((?:\w+,self)?\)\.forward\((\w+)\)$/;

/** Whether a class only hands on what it is given; 'on' where it drops in any mode. */
function forwardOfBase(definition: ClassDefinition): 'on' | 'inherited' | undefined {
  const forward = methodsOf(definition).find(({ name }) => name === 'forward');
  const [, taken, on, given] = (forward && OF_BASE.exec(codeOf(forward).trim())) ?? [];
  if (taken === undefined || taken !== given) return undefined;
  return on === undefined ? 'inherited' : 'on';
}
