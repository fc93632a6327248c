import type { SyntaxNode } from '@lezer/common';
import type { NodeRef, Segment } from '../../syntax/scopes';
import type { Module } from '../names/module';
import { literal, type StaticNumber, unknown } from '../names/staticNumber';
import { parsePythonNumber } from '../../../torch';
import type { AbstractObject, Usage } from './abstractObject';
import type { Environment } from './environment';

/** Stands for what scripts say of how they are called among the names on which a number depends. */
const USAGE = 'usage:';

/** What docopt makes of a text: `docopt(__doc__)`, `docopt(USAGE)`. */
export function optionsOfUsage(said: SyntaxNode, { site, resolver }: Environment): AbstractObject {
  resolver.need(USAGE);
  const module = resolver.moduleOf(site);
  const isOwn = site.segment.text.slice(said.from, said.to) === '__doc__';
  const meaning = isOwn || said.name === 'String' ? undefined : resolver.meaningOf(said, site);
  const written = meaning?.type === 'value' ? meaning.value : { segment: site.segment, node: said };
  const { segment, node } = (isOwn ? docstringOf(module) : written) ?? {};
  const options = { is: 'options', module } as const;
  return segment && node?.name === 'String'
    ? { ...options, words: { segment, node, isUsage: true } }
    : options;
}

/** The text at a module's beginning. */
function docstringOf(module: Module): NodeRef | undefined {
  for (const segment of [...module.segmentsWith('"""'), ...module.segmentsWith("'''")]) {
    let first = segment.tree.topNode.firstChild;
    while (first?.name === 'Comment') first = first.nextSibling;
    const node = first?.name === 'ExpressionStatement' ? first.firstChild : null;
    if (node?.name === 'String') return { segment, node };
  }
  return undefined;
}

/** What a segment gives to those that ask for what a script says of its options. */
export function usageGivenBy({ text }: Segment): readonly string[] {
  return /\busage:/i.test(text) ? [USAGE] : [];
}

/** What a text says of an option's default, as docopt reads it: `--dropout=<float>  how much [default: 0.3]`. */
export function defaultInUsage({ segment, node }: Usage, name: string): StaticNumber | undefined {
  for (const said of segment.text.slice(node.from, node.to).split(/\n(?=[ \t]*-)|\n[ \t]*\n/)) {
    // Its names end at two spaces.
    const [names = '', ...rest] = said.trim().split(/ {2,}/);
    if (!names.startsWith('-') || !names.split(/[ ,=]+/).includes(name)) continue;
    const text = /\[default: ([^\]\n]*)\]/i.exec(rest.join(' '))?.[1] ?? '';
    if (parsePythonNumber(text) === undefined) return unknown('none', name);
    const spelt = { ...literal({ segment, node, text }), written: undefined };
    return {
      ...unknown('expression', name),
      spelt: { ...spelt, source: 'config', unless: 'commandLine' },
    };
  }
  return undefined;
}
