import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import type { MemberWrite } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';

/** What Weights & Biases keeps of what a run is given, which a sweep may replace. */
export const OF_RUN = /^(?:wandb|run)\.config$/;

/**
 * Whether an option or a setting is set to what a run was given of it, which is the same but for a sweep: `args.dropout = config.dropout`, after
 * `config = wandb.config`.
 */
export function isGivenBack({ name, value }: MemberWrite, resolver: Resolver): boolean {
  const [object, , key] = value?.node.name === 'MemberExpression' ? childrenOf(value.node) : [];
  if (value === undefined || object === undefined || key === undefined) return false;
  const said = textOf(value.segment, key);
  if ((stringValue(said) ?? said) !== name) return false;
  const text = textOf(value.segment, object);
  const bindings = object.name === 'VariableName' ? resolver.bindingsOf(text, value) : [];
  const isKept = ({ kind }: (typeof bindings)[number]): boolean =>
    kind.type === 'value' && OF_RUN.test(textOf(kind.value.segment, kind.value.node));
  return OF_RUN.test(text) || (bindings.length > 0 && bindings.every(isKept));
}
