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

const DEFAULT = '[default: ';

/** What a text says of an option's default, as docopt reads it: `--dropout=<float>  how much [default: 0.3]`. */
export function defaultInUsage({ segment, node }: Usage, name: string): StaticNumber | undefined {
  let isMeant = false;
  for (const line of segment.text.slice(node.from, node.to).split('\n')) {
    const said = line.trim();
    if (said === '' || said.startsWith('-')) {
      if (isMeant) break;
      // Its names end at two spaces.
      const [names = ''] = said.split('  ', 1);
      isMeant = names.split(/[ ,=]/).includes(name);
    }
    const at = isMeant ? said.toLowerCase().indexOf(DEFAULT) : -1;
    const text = at < 0 ? '' : (said.slice(at + DEFAULT.length).split(']', 1)[0] ?? '');
    if (parsePythonNumber(text) === undefined) continue;
    const spelt = { ...literal({ segment, node, text }), written: undefined };
    return {
      ...unknown('expression', name),
      spelt: { ...spelt, source: 'config', unless: 'commandLine' },
    };
  }
  return isMeant ? unknown('none', name) : undefined;
}
