import { type DropoutKind, parsePythonNumber } from '../../../torch';
import { argumentFor } from '../../syntax/arguments';
import { textOf, withoutParentheses } from '../../syntax/nodes';
import type { CallSite, ClassDefinition, FunctionDefinition } from '../../syntax/scopes';
import { NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { type DropoutCallable, dropoutCallable } from '../names/torchNames';
import { initOf } from '../provenance/classes';
import { methodsOf } from '../provenance/methods';
import type { OwnDropout } from './ownDropout';
import { computationOf } from './rowComputation';

/** Names that promise stochastic depth: only for these are other files opened. */
export const STOCHASTIC_DEPTH_NAME = /drop|stochastic_?depth/i;

/** What a call of a function of the reader's own drops, where that is stochastic depth by what it computes. */
export function ownStochasticDepth(call: CallSite, resolver: Resolver): OwnDropout | undefined {
  const name = textOf(call.segment, call.callee);
  if (!STOCHASTIC_DEPTH_NAME.test(name)) return undefined;
  const meaning = resolver.meaningOf(call.callee, call);
  const callable = meaning?.type === 'function' ? callableOf(meaning) : undefined;
  if (meaning?.type !== 'function' || callable === undefined) return undefined;
  const argument = argumentFor(call.segment, call.args, callable.parameters, callable.parameter);
  const isOpen = argument.passed === 'nothing' && defaultOf(meaning, callable.parameter) === undefined;
  if (isOpen || !scales(call, meaning, 0)) return undefined;
  return { callable, name: meaning.name, argument, made: call, site: call, frames: NO_FRAMES };
}

/** What a class does whose `forward` is stochastic depth, itself or by a function that it calls; else undefined. */
export function classOfStochasticDepth(
  definition: ClassDefinition,
  making: Omit<OwnDropout, 'callable' | 'argument'>,
  resolver: Resolver,
): OwnDropout | undefined {
  const found = forwardOf(definition, resolver);
  const init = initOf(definition);
  if (found === undefined || init === undefined || !scales(making.made, init, 1)) return undefined;
  const [write, ...others] = definition.selfWrites.get(found.attribute) ?? [];
  if (write?.value === undefined || others.length > 0 || write.scope !== init.scope) return undefined;
  const node = withoutParentheses(write.value.node);
  const parameter = textOf(write.segment, node);
  const common = { kind: found.kind, form: 'module', within: undefined, ...found.drawn } as const;
  const number = defaultOf(init, parameter);
  const parameters = namesOf(init, 1);
  if (parameters === undefined) return undefined;
  const mode = found.mode === undefined ? {} : { modeParameter: found.mode };
  const { made, site, frames } = making;
  if (node.name === 'VariableName' && parameters.includes(parameter)) {
    const fallback = number === undefined ? undefined : parsePythonNumber(number);
    const callable: DropoutCallable = {
      ...common,
      parameters,
      parameter,
      fallback: fallback ?? NONE,
      ...mode,
    };
    const argument = argumentFor(made.segment, made.args, parameters, parameter);
    // A default that is no number, such as None, is told as what it is.
    if (argument.passed !== 'nothing' || fallback !== undefined) return { ...making, callable, argument };
  }
  const running = new Map([[init.scope, { args: made.args, site, frames }]]);
  return {
    ...making,
    site: write.value,
    frames: running,
    callable: { ...common, parameters, parameter, fallback: NONE, ...mode },
    argument: { passed: 'value', node: write.value.node },
  };
}

/** Stands where there is no default that is a number, and is never told. */
const NONE = { type: 'float', value: 0 } as const;

interface Forward {
  readonly kind: DropoutKind;
  /** The attribute that gives p. */
  readonly attribute: string;
  readonly drawn: Pick<DropoutCallable, 'drawsOtherwise'>;
  /** The attribute that gives the mode, where one does. */
  readonly mode: string | undefined;
}

/** What a class's `forward` computes, itself or by the function whose result it returns. */
function forwardOf(definition: ClassDefinition, resolver: Resolver): Forward | undefined {
  const forward = methodsOf(definition).find(({ name }) => name === 'forward');
  if (forward === undefined) return undefined;
  const own = computationOf(forward);
  if (own !== undefined) {
    const [, attribute] = /^self\.(\w+)$/.exec(own.probability) ?? [];
    return attribute !== undefined && own.gate === 'self.training'
      ? { kind: 'DropPath', attribute, drawn: drawnBy(own), mode: undefined }
      : undefined;
  }
  const [returned, ...others] = forward.returns;
  const args = returned?.node.getChild('ArgList');
  const callee = returned?.node.firstChild;
  if (!returned || !args || !callee || others.length > 0) return undefined;
  if (!STOCHASTIC_DEPTH_NAME.test(textOf(returned.segment, callee))) return undefined;
  const callable = functionOf(callee, returned, resolver);
  if (callable === undefined) return undefined;
  const given = (parameter: string): string => {
    const argument = argumentFor(returned.segment, args, callable.parameters, parameter);
    return argument.passed === 'value' ? textOf(returned.segment, argument.node) : '';
  };
  const [, attribute] = /^self\.(\w+)$/.exec(given(callable.parameter)) ?? [];
  if (attribute === undefined || given(callable.trainingParameter ?? 'training') !== 'self.training')
    return undefined;
  const [, mode] = /^self\.(\w+)$/.exec(given(callable.modeParameter ?? '')) ?? [];
  return { kind: callable.kind, attribute, drawn: drawnBy(callable), mode };
}

function drawnBy({ drawsOtherwise }: { readonly drawsOtherwise?: boolean }): Forward['drawn'] {
  return drawsOtherwise === true ? { drawsOtherwise } : {};
}

/** The function of stochastic depth that a `forward` calls. */
function functionOf(
  callee: CallSite['node'],
  site: FunctionDefinition['returns'][number],
  resolver: Resolver,
): DropoutCallable | undefined {
  const path = resolver.qualifiedName(callee, site);
  const known = path === undefined ? undefined : dropoutCallable(path);
  if (known !== undefined)
    return known.form === 'function' && /^(?:DropPath|StochasticDepth)$/.test(known.kind) ? known : undefined;
  const meaning = resolver.meaningOf(callee, site);
  return meaning?.type === 'function' ? callableOf(meaning) : undefined;
}

/** A function as something that can be called, where it computes stochastic depth of its first parameter. */
function callableOf(definition: FunctionDefinition): DropoutCallable | undefined {
  const computed = computationOf(definition);
  const parameters = namesOf(definition, 0);
  if (computed === undefined || !parameters?.includes(computed.probability)) return undefined;
  if (!parameters.includes(computed.gate)) return undefined;
  const number = parsePythonNumber(defaultOf(definition, computed.probability) ?? '');
  return {
    kind: 'DropPath',
    form: 'function',
    within: undefined,
    parameters,
    parameter: computed.probability,
    fallback: number ?? NONE,
    trainingParameter: computed.gate,
    trainingDefault: defaultOf(definition, computed.gate) === 'True',
    ...drawnBy(computed),
    ...(computed.hasMode && { modeParameter: 'mode' }),
  };
}

/** The names of parameters; undefined where some of them collect what is left. */
function namesOf({ parameters }: FunctionDefinition, skipped: number): readonly string[] | undefined {
  const own = parameters.slice(skipped).filter(({ kind }) => kind !== 'doubleStar');
  return own.some(({ kind }) => kind === 'star') ? undefined : own.map(({ name }) => name);
}

function defaultOf({ parameters }: FunctionDefinition, name: string): string | undefined {
  const fallback = parameters.find((parameter) => parameter.name === name)?.fallback;
  return fallback && textOf(fallback.segment, fallback.node);
}

/** Whether what is kept is multiplied by 1/(1−p): where one can choose, a call leaves it at that. */
function scales(
  { segment, args }: Pick<CallSite, 'segment' | 'args'>,
  definition: FunctionDefinition,
  skipped: number,
): boolean {
  const switches = definition.parameters
    .filter(({ name }) => name.startsWith('scale'))
    .map(({ name }) => name);
  return switches.every((name) => {
    const argument = argumentFor(segment, args, definition.parameters.slice(skipped), name);
    return argument.passed === 'nothing'
      ? defaultOf(definition, name) === 'True'
      : argument.passed === 'value' && textOf(segment, argument.node) === 'True';
  });
}
