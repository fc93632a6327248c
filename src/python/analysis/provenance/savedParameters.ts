import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { type CallSite } from '../../syntax/scopes';
import { type Frames, NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import type { AbstractObject } from './abstractObject';
import { basesOf } from './bases';
import { derived, framesOf, initOf } from './classes';

/** What is kept: parameters, or what one expression stands for that is given in their place. */
type Saved =
  | Extract<AbstractObject, { is: 'parameters' }>
  | { readonly node: SyntaxNode; readonly call: CallSite; readonly frames: Frames };

/**
 * What Lightning keeps of a module's `__init__`, its own or one that it inherits, under `hparams`: after `self.save_hyperparameters()`
 * all its parameters, after `self.save_hyperparameters(config)` what that is. Undefined of other names, and where nothing is kept.
 */
export function savedParameters(
  owner: Extract<AbstractObject, { is: 'instance' | 'class' }>,
  name: string,
  resolver: Resolver,
): Saved | undefined {
  if (owner.is === 'class' || !/^hparams(?:_initial)?$/.test(name)) return undefined;
  resolver.need(owner.of.name);
  const init = initOf(owner.of);
  const own = init === undefined ? [] : [{ definition: init, frames: framesOf(init, owner.made) }];
  const saving = init?.site.segment.calls.find(
    (call) => call.scope === init.scope && call.name === 'save_hyperparameters',
  );
  if (saving === undefined)
    return resolver.lookInto(() => {
      for (const base of basesOf(owner.of, resolver)) {
        const next = base === undefined || base === owner.of ? undefined : derived(owner, base);
        const saved = next && savedParameters(next, name, resolver);
        if (saved !== undefined) return 'is' in saved ? { ...saved, of: [...own, ...saved.of] } : saved;
      }
      return undefined;
    }, undefined);
  const [given] = readArguments(saving.segment, saving.args)?.positional ?? [];
  // Names say which of the parameters are kept.
  return given === undefined || given.name === 'String'
    ? { is: 'parameters', of: own }
    : { node: given, call: saving, frames: own[0]?.frames ?? NO_FRAMES };
}
