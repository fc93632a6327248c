import type { SyntaxNode } from '@lezer/common';
import { isGivenOn } from '../provenance/aliases';
import { calledBy, callersOf, MOST_CALLERS, ownerOf } from '../provenance/callersOf';
import { callsEverywhere } from '../provenance/callsIn';
import { CALLED_EACH_TIME } from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import { type CallSite, enclosing, type FunctionDefinition, type Site } from '../../syntax/scopes';
import { isGuarded, switchAround } from './mode';

/** In which mode something runs: in training alone, or as a flag has it that may be something like the mode. */
export type RunsIn = 'training' | { readonly flag: string };

/**
 * In which mode the function around a place runs, where all that call it say so: `if self.training: x = drop_add(x)`. Undefined where one does
 * not, or others may call it that are not seen.
 */
export function modeOfCallers({ scope }: Site, resolver: Resolver): RunsIn | undefined {
  const definition = enclosing(scope, 'function')?.definition;
  return definition?.type === 'function'
    ? resolver.remembered(definition, 'mode of callers', () =>
        resolver.lookInto(() => findMode(definition, resolver), undefined),
      )
    : undefined;
}

function findMode(definition: FunctionDefinition, resolver: Resolver): RunsIn | undefined {
  const { name } = definition;
  if (CALLED_EACH_TIME.test(name) || name.startsWith('__') || calledBy(definition) !== definition)
    return undefined;
  const calls = callersOf(definition, true, resolver);
  if (calls === 'searching' || calls.length === 0 || calls.length > MOST_CALLERS) return undefined;
  if (isGivenOn(definition, resolver) !== false) return undefined;
  const unseen = { flag: `${name}()` };
  const modes = calls.map(
    (call) => modeOf(call, call.node, resolver) ?? (isOfAny(call, definition, resolver) ? unseen : undefined),
  );
  if (modes.includes(undefined)) return undefined;
  const flag = modes.find((mode) => mode !== 'training');
  return flag ?? (areAllSeen(definition, calls, resolver) ? 'training' : unseen);
}

function modeOf(site: Site, node: SyntaxNode, resolver: Resolver): RunsIn | undefined {
  if (isGuarded(site, node, resolver)) return 'training';
  const flag = switchAround(site, node);
  const above = modeOfCallers(site, resolver);
  return above === 'training' || flag === undefined ? above : { flag };
}

/** Whether a call is that of a method of something of which nobody knows what it is, which may have another one of that name. */
function isOfAny({ callee, ...call }: CallSite, definition: FunctionDefinition, resolver: Resolver): boolean {
  const object = callee.name === 'MemberExpression' ? callee.firstChild : null;
  if (object?.name !== 'VariableName' || ownerOf(definition) === undefined) return false;
  return resolver.classOf(object, call) === undefined;
}

/** Whether what calls something of a method's name elsewhere is sure to mean something else: there is nothing of that kind. */
function areAllSeen(definition: FunctionDefinition, seen: readonly CallSite[], resolver: Resolver): boolean {
  if (ownerOf(definition) === undefined) return true;
  const all = callsEverywhere(definition.name, resolver.moduleOf(definition.site), resolver);
  return all !== 'searching' && all.every((call) => seen.includes(call));
}
