import { reprNumber } from '../../../torch';
import { argumentFor } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import { notPassed, type StaticNumber, unknown } from '../names/staticNumber';
import { type DropoutCallable, dropoutCallable } from '../names/torchNames';
import type { AbstractObject } from './abstractObject';
import { passedToClass } from './callers';
import { derived, framesOf, initOf, superInit } from './classes';

type Instance = Extract<AbstractObject, { is: 'instance' }>;

/**
 * The p of an object whose class is derived from one of torch's layers that keep theirs, `nn.Dropout` or `nn.LSTM`: what its `__init__` hands to
 * `super().__init__(…)`, or where it has none what the call that makes it passes, else the layer's default. Undefined of any
 * other attribute, and of any other class.
 */
export function inheritedProbability(
  owner: Instance,
  name: string,
  text: string,
  resolver: Resolver,
): StaticNumber | undefined {
  return resolver.lookInto(() => inherited(owner, name, text, resolver), undefined);
}

function inherited(
  owner: Instance,
  name: string,
  text: string,
  resolver: Resolver,
): StaticNumber | undefined {
  const { of: definition } = owner;
  for (const base of definition.bases) {
    const path = resolver.qualifiedName(base.node, base);
    const callable = path === undefined ? undefined : layerAt(path);
    // A layer of a transformer keeps layers under that name.
    if (callable?.form === 'module' && callable.within !== 'transformer')
      return callable.parameter === name ? handed(owner, callable, text, resolver) : undefined;
    const meaning = resolver.meaningOf(base.node, base);
    if (meaning?.type !== 'class' || meaning === definition) continue;
    const next = derived(owner, meaning);
    const found = next.is === 'instance' ? inheritedProbability(next, name, text, resolver) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The layer of torch's that a path names; or what its layers are derived from: of recurrent ones that is told first which of them
 * it is.
 */
function layerAt(path: string): DropoutCallable | undefined {
  const callable = dropoutCallable(
    path.replace(/\.RNNBase$/, '.LSTM').replace(/\.modules\.dropout\._DropoutNd$/, '.Dropout'),
  );
  return callable !== undefined && path.endsWith('.RNNBase')
    ? { ...callable, parameters: ['mode', ...callable.parameters] }
    : callable;
}

/** What a class hands to torch's layer. */
function handed(
  { of: definition, made }: Instance,
  { parameters, parameter, fallback }: DropoutCallable,
  text: string,
  resolver: Resolver,
): StaticNumber {
  const [base] = definition.bases;
  const init = initOf(definition);
  if (base === undefined) return unknown('attribute', text);
  const step = { segment: base.segment, node: base.node, text: textOf(base.segment, base.node) };
  const byDefault: StaticNumber = {
    known: true,
    text: reprNumber(fallback),
    source: 'parameter',
    steps: [step],
    guessed: false,
    unless: undefined,
    written: undefined,
  };
  if (init === undefined && made === undefined)
    return passedToClass(definition, parameters, parameter, { ...byDefault, unless: 'caller' }, resolver);
  const call = init === undefined ? undefined : superInit(init);
  const running =
    init === undefined ? made : call && { args: call.args, site: call, frames: framesOf(init, made) };
  if (running === undefined) return unknown('attribute', text);
  const { args, site, frames } = running;
  const argument = argumentFor(site.segment, args, parameters, parameter);
  const unpacked =
    argument.passed === 'unpacked'
      ? resolver.numberUnpacked(argument, parameter, site, frames, byDefault)
      : undefined;
  if (argument.passed === 'nothing' || unpacked === 'nothing') return byDefault;
  if (unpacked !== undefined) return unpacked;
  return argument.passed === 'value'
    ? resolver.numberOf(argument.node, site, frames)
    : notPassed(argument, text);
}

/** The p of a layer: `self.drop.p`, `self.rnn.dropout`. */
export function numberOfLayer(
  { callable, args, site, frames }: Extract<AbstractObject, { is: 'layer' }>,
  name: string,
  text: string,
  resolver: Resolver,
): StaticNumber {
  if (name !== callable.parameter) return unknown('attribute', text);
  resolver.need(`.${name}`);
  if (
    resolver
      .moduleOf(site)
      .writesOf(name)
      .some(({ isItem }) => !isItem)
  )
    return unknown('reassigned', text);
  const argument = argumentFor(site.segment, args, callable.parameters, name);
  if (argument.passed === 'value') return resolver.numberOf(argument.node, site, frames);
  return argument.passed === 'nothing' ? unknown('expression', text) : notPassed(argument, text);
}
