import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import { type CallSite, type ExpressionSite, isWithin, type Segment, type Site } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import { valueOfKey } from './displays';
import { callsIn, callsOf } from './callsIn';
import { MOST_CHANGES } from './dictionaryChanges';
import type { Environment } from './environment';
import { isTried } from './tried';

/** What is read by names and texts alone: `config.dropout`, `config["model"].dropout`. */
const PLAIN = /^(\w+)(?:\.\w+|\[(?:"\w+"|'\w+')\])+$/;
/** In characters: what is written further up is not looked for, nor in statements that are read by themselves. */
const MOST_BETWEEN = 1500;
/** What comes of libraries that change no settings which they are given. */
const HARMLESS = /^(?:torch|transformers|timm)\./;

/**
 * The number that an attribute or item was surely given before it is read, in the same function and by the very words by which it is read,
 * whatever its object is, if nothing in between may change it: `config = load(name)`, `config.dropout = 0.2` or
 * `config.update({"dropout": 0.2})`, `nn.Dropout(config.dropout)`.
 */
export function writtenBefore(
  name: string,
  text: string,
  { site, resolver, frames }: Environment,
): StaticNumber | undefined {
  resolver.need(`.${name}`);
  resolver.need(callsOf('update'));
  const root = PLAIN.exec(text)?.[1];
  const module = resolver.moduleOf(site);
  const updates = callsIn(module, 'update');
  const all = module.writesOf(name);
  if (root === undefined || all.length > MOST_CHANGES || updates.length > MOST_CHANGES) return undefined;
  const holder = text.slice(0, Math.max(text.lastIndexOf('.'), text.lastIndexOf('[')));
  // What a run of wandb's has it does not give up again.
  if (/\b(?:wandb|run)\.config$/.test(holder)) return undefined;
  const isNear = (one: Site): boolean =>
    one.segment === site.segment &&
    one.scope === site.scope &&
    one.at < site.at &&
    site.at - one.at <= MOST_BETWEEN;
  const read = { name, root, holder, resolver, frames };
  const writes: Write[] = [
    ...all.flatMap((write) => (isNear(write) && textOf(write.segment, write.node) === text ? write : [])),
    ...updates.flatMap((call) => (isNear(call) ? updateOf(read, call) : undefined) ?? []),
  ];
  const last = writes.toSorted((one, other) => one.at - other.at).at(-1);
  if (last?.value === undefined || !isSure(last, site)) return undefined;
  const between = new Between(read, last, site);
  const isAnother = site.scope.names.get(root)?.some((binding) => between.has(binding.site)) === true;
  const mayChange = between.mayChange();
  if (isAnother || mayChange) return undefined;
  return 'known' in last.value ? last.value : resolver.numberOf(last.value.node, last.value, frames);
}

/** What is read: the name in what holds it, by which words that is meant, and the first of these. */
interface Read {
  readonly name: string;
  readonly root: string;
  readonly holder: string;
  readonly resolver: Resolver;
  readonly frames: Frames;
}

/** Whether what is read is written in the same function, as what only a search tries, or who shows something. */
export function isTriedHere(name: string, text: string, { site, resolver }: Environment): boolean {
  resolver.need(`.${name}`);
  const writes = resolver.moduleOf(site).writesOf(name);
  return (
    writes.length <= MOST_CHANGES &&
    writes.some(
      (write) =>
        write.scope === site.scope && textOf(write.segment, write.node) === text && isTried(write, resolver),
    )
  );
}

/** Something that is written; undefined where it cannot be read. */
interface Write extends Site {
  readonly node: SyntaxNode;
  /** The expression, or what it is in a mapping that stands elsewhere. */
  readonly value: ExpressionSite | StaticNumber | undefined;
}

/** Whether what is written is so whenever it is read further down, in each turn of a loop as well. */
function isSure({ block, node }: Write, site: Site): boolean {
  let statement = node;
  while (statement.parent !== null && !statement.name.endsWith('Statement')) statement = statement.parent;
  if (!isWithin(site.block, block) || statement.to > site.at) return false;
  for (let at: typeof site.block | undefined = site.block; at !== undefined; at = at.parent)
    if (at.loop && !isWithin(block, at)) return false;
  // `with suppress(…)`
  for (let at = node.parent; at !== null; at = at.parent)
    if (at.name === 'WithStatement' && at.to <= site.at) return false;
  return true;
}

/** What a call of `update` surely writes under a name; nothing where it leaves that as it is, undefined where it is no such call. */
function updateOf({ name, holder, resolver, frames }: Read, call: CallSite): readonly Write[] | undefined {
  const { segment, callee, args, node } = call;
  if (textOf(segment, callee) !== `${holder}.update`) return undefined;
  const given = readArguments(segment, args);
  const [first] = given?.positional ?? [];
  const isRead = given !== undefined && given.doubleStar === undefined && given.star === undefined;
  const isDisplay = first === undefined || first.name === 'DictionaryExpression';
  const isAlone = node.parent?.name === 'ExpressionStatement';
  if (!isRead || !isAlone || (isDisplay && first?.getChild('**'))) return [{ ...call, value: undefined }];
  const value = given.keywords.get(name) ?? (isDisplay && first ? valueOfKey(first, call, name) : undefined);
  if (value !== undefined) return [{ ...call, value: { ...call, node: value } }];
  if (isDisplay) return [];
  // What stands elsewhere: `config.update(OVERRIDES)`.
  const argument = { passed: 'unpacked', node: first } as const;
  const number = resolver.numberUnpacked(argument, name, call, frames, undefined);
  return number === 'nothing' ? [] : [{ ...call, value: number.known ? number : undefined }];
}

/** What stands between a write and where that is read. */
class Between {
  constructor(
    private readonly read: Read,
    private readonly last: Write,
    private readonly site: Site,
  ) {}

  has({ segment, at }: { readonly segment: Segment; readonly at: number }): boolean {
    return segment === this.site.segment && this.last.at < at && at < this.site.at;
  }

  /** Whether something there may change what was written, by another name, as a part of something else, or in a function. */
  mayChange(): boolean {
    const { memberWrites, calls } = this.site.segment;
    return (
      memberWrites.some((write) => this.has(write) && this.#mayBeIt(write)) ||
      calls.some((call) => this.has(call) && this.#mayChangeIt(call)) ||
      this.#isHandedOn()
    );
  }

  /** What is written under the same name, or holds what was written. */
  #mayBeIt({ name, segment, node }: { name: string; segment: Segment; node: SyntaxNode }): boolean {
    const text = textOf(segment, node);
    const { holder } = this.read;
    return (
      name === this.read.name || [`${text}.`, `${text}[`].some((whole) => `${holder}.`.startsWith(whole))
    );
  }

  #mayChangeIt(call: CallSite): boolean {
    const { name, root, resolver } = this.read;
    // What it is read for comes after it.
    if (call.node.to > this.site.at) return false;
    let first: SyntaxNode | null = call.callee;
    while (first?.name === 'MemberExpression' || first?.name === 'CallExpression') first = first.firstChild;
    // `update` of other keys changes nothing; any other method may.
    if (first !== null && textOf(call.segment, first) === root)
      return updateOf(this.read, call)?.length !== 0;
    const meaning = resolver.meaningOf(call.callee, call);
    if (meaning?.type !== 'function' && meaning?.type !== 'class') return false;
    // An object that is made has attributes of its own.
    const isOthers = (text: string): boolean =>
      text.startsWith('self.') && (root !== 'self' || meaning.type === 'class');
    const isWritten = resolver
      .moduleOf(meaning.site)
      .writesOf(name)
      .some(({ scope, segment, node }) => scope !== this.last.scope && !isOthers(textOf(segment, node)));
    return isWritten || (this.last.scope.kind === 'module' && meaning.type === 'function');
  }

  /** Whether the object is more than read there. */
  #isHandedOn(): boolean {
    const { segment } = this.site;
    const stretch = { from: this.last.at, to: this.site.at };
    const { root, resolver } = this.read;
    return isMoreThanRead(root, this.last, stretch, resolver) || /\byield\b/.test(textOf(segment, stretch));
  }
}

/** What shows something, and leaves it as it is. */
const SHOWS = /^(?:p?print|str|repr|(?:logger|logging|log)\.(?:info|debug|warning))$/;

/** Whether an object is more than read in a stretch of code behind a place, under a name: given to what nobody knows, or given another name. */
export function isMoreThanRead(
  name: string,
  place: Site,
  { from, to }: { readonly from: number; readonly to: number },
  resolver: Resolver,
): boolean {
  const { segment } = place;
  const found: SyntaxNode[] = [];
  const enter = (at: SyntaxNodeRef): void => {
    const isIn = from < at.from && at.from < to;
    if (isIn && at.name === 'VariableName' && textOf(segment, at) === name) found.push(at.node);
  };
  segment.tree.iterate({ from, to, enter });
  const isMore = (node: SyntaxNode): boolean => {
    const { parent } = node;
    if (parent?.name === 'MemberExpression' && parent.firstChild?.from === node.from) return false;
    const callee = parent?.name === 'ArgList' ? parent.parent?.firstChild : null;
    if (!callee) return true;
    const path = resolver.qualifiedName(callee, { ...place, at: node.from });
    return !(path === undefined ? SHOWS.test(textOf(segment, callee)) : HARMLESS.test(path));
  };
  return found.some(isMore);
}
