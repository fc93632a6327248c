import type { SyntaxNode } from '@lezer/common';
import { childrenOf, commaSeparated, textOf } from '../../syntax/nodes';
import type { Segment } from '../../syntax/scopes';
import { Module } from '../names/module';
import type { Analysis } from './analyze';
import type { DropoutSite } from './sites';

/** What a call is known by. */
export interface SiteName {
  /** The classes around it: `Net`, `Net.Block`; '' where there is none. */
  readonly owner: string;
  /**
   * What the layer is kept as: `drop` of `self.drop = nn.Dropout(p)`, `net[1]` within `nn.Sequential`, `layers["drop"]` within
   * `nn.ModuleDict`; else the function around it and the callee: `forward: F.dropout`.
   */
  readonly name: string;
}

/** In characters: longer names are cut. */
const LONGEST = 60;

/** What each call is known by, in their order. */
export function siteNames({ cells, sites }: Pick<Analysis, 'cells' | 'sites'>): readonly SiteName[] {
  const module = new Module(cells);
  return sites.map((site) => nameOf(site, module));
}

function nameOf(site: DropoutSite, module: Module): SiteName {
  const found = module.segmentAt(site.cell, site.from);
  const call = found && callAt(found.segment, site.from - found.start, site.to - found.start);
  if (found === undefined || call === undefined) return { owner: '', name: site.name };
  const { segment, start } = found;
  const { owner, within } = around(call, segment);
  const kept = site.form === 'module' ? keptAs(call, segment) : undefined;
  const callee = segment.text.slice(site.from - start, site.calleeTo - start);
  return { owner, name: short(kept ?? (within === '' ? callee : `${within}: ${callee}`)) };
}

function callAt({ tree }: Segment, from: number, to: number): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = tree.resolveInner(from, 1); at?.from === from; at = at.parent)
    if (at.name === 'CallExpression' && at.to === to) return at;
  return undefined;
}

/** The classes around a call, and the functions within the innermost of them. */
function around(call: SyntaxNode, segment: Segment): { readonly owner: string; readonly within: string } {
  const [classes, functions]: [string[], string[]] = [[], []];
  for (let at = call.parent; at !== null; at = at.parent) {
    const name = /^(?:Class|Function)Definition$/.test(at.name) ? at.getChild('VariableName') : null;
    if (name === null) continue;
    if (at.name === 'ClassDefinition') classes.unshift(textOf(segment, name));
    else if (classes.length === 0) functions.unshift(textOf(segment, name));
  }
  return { owner: classes.join('.'), within: functions.join('.') };
}

/** The name, attribute or item as which what a call makes is kept. */
function keptAs(call: SyntaxNode, segment: Segment): string | undefined {
  let path = '';
  for (let at = call; at.parent !== null; at = at.parent) {
    const { parent } = at;
    switch (parent.name) {
      case 'AssignStatement': {
        const target = parent.firstChild;
        // Of several values it is not said which is whose.
        if (target === null || target.from === at.from || parent.getChild(',') !== null) return undefined;
        return textOf(segment, target).replace(/^self\./, '') + path;
      }
      case 'ParenthesizedExpression':
      case 'ConditionalExpression':
        break;
      case 'ArrayExpression':
        if (at.name !== 'TupleExpression') path = itemIn(parent, at, segment) + path;
        break;
      case 'DictionaryExpression':
      case 'TupleExpression': {
        // `{"drop": nn.Dropout(p)}`, and a pair that stands for that: `("drop", nn.Dropout(p))`.
        const key = at.prevSibling?.prevSibling;
        if (key?.name !== 'String') return undefined;
        path = `[${textOf(segment, key)}]${path}`;
        break;
      }
      case 'ArgList': {
        const maker = makerOf(parent.parent, segment);
        const name = at.prevSibling?.name === 'AssignOp' ? at.prevSibling.prevSibling : null;
        if (name !== null && /^(?:Ordered)?[Dd]ict$/.test(maker))
          path = `["${textOf(segment, name)}"]${path}`;
        // What has names is an attribute of what has it.
        else if (maker === 'Sequential')
          path =
            makerOf(at, segment) === 'OrderedDict'
              ? path.replace(/^\[["'](\w+)["']\]/, '.$1')
              : itemIn(parent, at, segment) + path;
        // A list of modules has the items of the list that it is given.
        else if (!/^(?:ModuleList|ModuleDict|OrderedDict|dict)$/.test(maker)) return undefined;
        break;
      }
      case 'CallExpression':
        if (at.name !== 'ArgList') return undefined;
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** The last name of what a call calls; '' of what is no call of a name. */
function makerOf(call: SyntaxNode | null, segment: Segment): string {
  const callee = call?.name === 'CallExpression' ? call.firstChild : null;
  const named = callee?.name === 'MemberExpression' ? callee.lastChild : callee;
  return named ? textOf(segment, named) : '';
}

/** `[1]` for the second of some items; '' where it cannot be counted. */
function itemIn(list: SyntaxNode, item: SyntaxNode, segment: Segment): string {
  const parts = commaSeparated(childrenOf(list).slice(1, -1));
  const index = parts.findIndex(({ nodes }) =>
    nodes.some(({ from, to }) => from === item.from && to === item.to),
  );
  const isCounted = parts
    .slice(0, index + 1)
    .every(({ nodes }) => nodes.length === 1 && !textOf(segment, nodes[0] ?? item).startsWith('*'));
  return index >= 0 && isCounted ? `[${index}]` : '';
}

function short(name: string): string {
  const line = name.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
