import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import { type CallSite, type ExpressionSite, isWithin, outermostLoop, type Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import { valueOfKey } from './abstractObject';
import { callsIn, callsOf } from './callsIn';
import { isAbove } from './definitions';
import { MOST_CHANGES } from './dictionaryChanges';
import type { Environment } from './environment';

/**
 * The number that an attribute or item was surely given before it is read, in the same function and by the very words by which it is read,
 * whatever its object is: `config = load(name)`, `config.dropout = 0.2` or `config.update({"dropout": 0.2})`, `nn.Dropout(config.dropout)`.
 */
export function writtenBefore(
  name: string,
  text: string,
  { site, resolver, frames }: Environment,
): StaticNumber | undefined {
  resolver.need(`.${name}`);
  resolver.need(callsOf('update'));
  const module = resolver.moduleOf(site);
  if (module.writesOf(name).length > MOST_CHANGES || callsIn(module, 'update').length > MOST_CHANGES)
    return undefined;
  const holder = text.slice(0, Math.max(text.lastIndexOf('.'), text.lastIndexOf('[')));
  const writes: Write[] = [
    ...module.writesOf(name).filter(({ segment, node }) => textOf(segment, node) === text),
    // What a run has it does not give up again.
    ...(/\b(?:wandb|run)\.config$/.test(holder) ? [] : callsIn(module, 'update')).flatMap((call) =>
      updateOf(holder, name, call),
    ),
  ].filter(({ scope }) => scope === site.scope);
  writes.sort((a, b) => (isAbove(a, b, module) ? -1 : 1));
  const last = writes.findLast((write) => isAbove(write, site, module));
  // What is written further down in a loop is there in its next turn.
  const isAnew = last !== writes.at(-1) && outermostLoop(site.block) !== undefined;
  if (last?.value === undefined || isAnew || !isWithin(site.block, last.block)) return undefined;
  const root = /^\w+/.exec(text)?.[0] ?? '';
  const isBetween = (one: Site): boolean => isAbove(last, one, module) && isAbove(one, site, module);
  const isAnother = (site.scope.names.get(root) ?? []).some((binding) => isBetween(binding.site));
  // It may have another name there: `other = config`, `other.dropout = 0.3`.
  const isByAnother = module
    .writesOf(name)
    .some(
      (write) => write.scope === site.scope && isBetween(write) && textOf(write.segment, write.node) !== text,
    );
  if (isAnother || isByAnother || isHandedToWriter(root, name, last, isBetween, resolver)) return undefined;
  return resolver.numberOf(last.value.node, last.value, frames);
}

/** Whether an object is given in between to what may write the same: `adapt(config)`, of `def adapt(config): config.dropout = 0.3`. */
function isHandedToWriter(
  root: string,
  name: string,
  { segment, scope }: Site,
  isBetween: (one: Site) => boolean,
  resolver: Resolver,
): boolean {
  return segment.calls.some((call) => {
    if (call.scope !== scope || !isBetween(call)) return false;
    const given = call.args.getChildren('VariableName').some((node) => textOf(segment, node) === root);
    if (given && call.name === 'setattr') return true;
    const meaning = given ? resolver.meaningOf(call.callee, call) : undefined;
    return (
      (meaning?.type === 'function' || meaning?.type === 'class') &&
      resolver.moduleOf(meaning.site).writesOf(name).length > 0
    );
  });
}

/** Something that is written; undefined where it cannot be read. */
interface Write extends Site {
  readonly value: ExpressionSite | undefined;
}

/** What a call of `update` may write under a name. */
function updateOf(holder: string, name: string, call: CallSite): readonly Write[] {
  const { segment, callee, args } = call;
  if (textOf(segment, callee) !== `${holder}.update`) return [];
  const given = readArguments(segment, args);
  const [first] = given?.positional ?? [];
  const isRead = given !== undefined && given.doubleStar === undefined && given.star === undefined;
  const isDisplay = first === undefined || first.name === 'DictionaryExpression';
  if (!isRead || !isDisplay || first?.getChild('**')) return [{ ...call, value: undefined }];
  const node = given.keywords.get(name) ?? (first && valueOfKey(first, call, name));
  return node === undefined ? [] : [{ ...call, value: { ...call, node } }];
}
