import type { SyntaxNode } from '@lezer/common';
import { parsePythonNumber } from '../../../torch';
import { once } from '../../syntax/byKey';
import { stringValue, textOf } from '../../syntax/nodes';
import type { ExpressionSite } from '../../syntax/scopes';
import { RUN_BY_FAIRSEQ, RUN_IN } from '../names/commandText';
import { importPath } from '../names/importPath';
import { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import {
  type Beside,
  isSameValue,
  type Known,
  literal,
  type StaticNumber,
  type Step,
  unknown,
} from '../names/staticNumber';
import { elementsOf } from './displays';
import { contentOf } from './dataContent';

/** The name that an option has in the code: `drop_rate` of `--drop-rate`. */
export function nameOfOption(flag: string): string {
  return flag.replace(/^-+/, '').replaceAll('-', '_');
}

/**
 * What the workspace's scripts of the shell give an option of a script, where all that give it any give it the same:
 * `python -m src.train --cfg conf/small.yaml`.
 */
export function givenByCommands(module: Module, name: string, resolver: Resolver): string | undefined {
  const uri = resolver.uriOf(module);
  const scripts = resolver.files?.mentioning(stemOf(uri), uri, 'workspace', 'commands') ?? [];
  const commands = scripts === 'searching' ? [] : scripts.flatMap(commandsOf);
  const [value, ...others] = commands.flatMap((command) => {
    const word = filesRun(command, resolver).includes(uri) ? given(command, name) : 'nothing';
    return word === 'nothing' ? [] : [word === 'unclear' ? undefined : word.text];
  });
  return others.every((other) => other === value) ? value : undefined;
}

/**
 * What a number is that an option has by default, where the workspace's scripts of the shell give it others: those are told beside it. Of
 * an option without a default it is what all of them give it: `python train.py --dropout 0.3`.
 *
 * @param module the one whose option it is, which may be that of a script that imports it
 */
export function withCommands(
  byDefault: StaticNumber,
  module: Module,
  name: string,
  resolver: Resolver,
): StaticNumber {
  const isOpen = byDefault.known ? !byDefault.guessed : byDefault.reason === 'none';
  const words = isOpen ? wordsGiven(module, name, resolver) : [];
  if (words === 'searching') return byDefault.known ? byDefault : unknown('searching', name);
  const numbers = words.flatMap((word) =>
    typeof word !== 'string' && parsePythonNumber(word.text) !== undefined ? word : [],
  );
  const others = numbers.filter(
    ({ text }, i) => numbers.findIndex((one) => isSameValue(one.text, text)) === i,
  );
  if (byDefault.known) {
    const beside = others.flatMap(({ text, ...step }): readonly Beside[] =>
      isSameValue(text, byDefault.text) ? [] : [{ code: 'passed', text, step, isAside: true }],
    );
    return beside.length === 0
      ? byDefault
      : { ...byDefault, beside: [...(byDefault.beside ?? []), ...beside] };
  }
  const [only, ...more] = others;
  if (only === undefined || words.includes('unclear')) return byDefault;
  if (more.length > 0) return { ...byDefault, values: others.map(({ text }) => text) };
  const number: Known = { ...literal(only), source: 'config', unless: 'commandLine', written: undefined };
  // Who leaves it out of the same script has None.
  return words.includes('nothing') ? { ...byDefault, whereSet: number } : number;
}

/** What a command gives an option: a word, none, or one that is only known when it is run. */
type Given = Step | 'nothing' | 'unclear';

/** What those commands give an option that run what has it, in the scripts that speak of it. */
function wordsGiven(module: Module, name: string, resolver: Resolver): readonly Given[] | 'searching' {
  const { files } = resolver;
  const uri = resolver.uriOf(module);
  const scripts = files?.mentioning(name, uri, 'workspace', 'commands') ?? [];
  if (files === undefined || scripts === 'searching') return scripts === 'searching' ? scripts : [];
  if (scripts.length === 0) return [];
  // Only of those that speak of the module is it asked whether they import it.
  const stem = stemOf(uri);
  if (files.isMentioned(stem, uri) === 'searching') return 'searching';
  const commands = scripts.flatMap(commandsOf);
  const named = new Map(commands.map((command) => [command, filesRun(command, resolver)]));
  const ran = [...new Set([...named.values()].flat())].filter(
    (other) => other !== uri && files.hasWord(other, stem),
  );
  const modules = ran.map((other) => files.module(other));
  if (modules.includes('searching')) return 'searching';
  const importing = ran.filter((other, i) => {
    const module = modules[i];
    return module instanceof Module && imports(module, other, uri, resolver);
  });
  const isRegistered = module.segmentsWith(REGISTERED).length > 0;
  return commands.flatMap((command) =>
    (isRegistered && command.path === TRAINED) ||
    [uri, ...importing].some((one) => named.get(command)?.includes(one))
      ? given(command, name)
      : [],
  );
}

/** What makes a model one of fairseq's, and how a command runs those. */
const REGISTERED = 'register_model';
const TRAINED = `/${RUN_BY_FAIRSEQ.replace('.', '/')}.py`;

/** Whether a script imports what stands in a file. */
function imports(script: Module, from: string, uri: string, { files }: Resolver): boolean {
  const segments = script.groups.flatMap(({ group }) => group.segments);
  return segments
    .filter(({ text }) => text.includes('import'))
    .flatMap(({ scope }) => [...scope.names.values(), scope.stars].flat())
    .some(({ kind }) => {
      if (kind.type !== 'import' && kind.type !== 'star') return false;
      const { owner, whole } = importPath(kind.path);
      return [owner, whole].some((path) => path !== '' && files?.paths.find(path, from) === uri);
    });
}

/** A command of a script of the shell. */
interface Command {
  readonly content: ExpressionSite;
  readonly node: SyntaxNode;
  /** What it has Python run, as the end of a path: of `../train.py`, or of the module `src.train`. */
  readonly path: string;
  /** Where it runs that, as far as the script says. */
  readonly folder: string;
  /** Where the script of the shell itself is. */
  readonly uri: string;
}

const commandsOf = once((script: Module): readonly Command[] => {
  const content = contentOf(script);
  if (content === undefined) return [];
  return elementsOf(content.node).map((node) => {
    const [first] = elementsOf(node);
    const said = (first && stringValue(textOf(content.segment, first))) ?? '';
    const [folder = '', run = ''] = said.includes(RUN_IN) ? said.split(RUN_IN) : ['', said];
    const path = run.endsWith('.py') ? run.replace(/^(?:\.{0,2}\/)*/, '') : `${run.replaceAll('.', '/')}.py`;
    return { content, node, path: `/${path}`, folder, uri: script.uri ?? '' };
  });
});

function given({ node: command, content: { segment } }: Command, name: string): Given {
  const nodes = elementsOf(command);
  const words = nodes.map((node) => stringValue(textOf(segment, node)));
  const at = words.findLastIndex(
    (word = '') => /^--?[A-Za-z]/.test(word) && nameOfOption(flagOf(word)) === name,
  );
  const word = words[at];
  if (word === undefined) return 'nothing';
  const isOne = word.includes('=');
  const text = isOne ? word.slice(word.indexOf('=') + 1) : words[at + 1];
  const node = nodes[isOne ? at : at + 1];
  return text === undefined || node === undefined ? 'unclear' : { segment, node, text };
}

/** The flag of a word that may give its value as well: `--cfg=conf/small.yaml`. */
function flagOf(word: string): string {
  return word.split('=', 1)[0] ?? '';
}

/**
 * The files that a command may run: of several that are called so those where it says that it goes, else the one beside the script of the shell,
 * or in the nearest folder around that.
 */
function filesRun({ path, folder, uri }: Command, { files }: Resolver): readonly string[] {
  const all = files?.paths.endingWith(path) ?? [];
  if (all.length < 2) return all;
  const gone = folder.split('/').reverse();
  const shared = all.map((one) => {
    const around = one.slice(0, -path.length).split('/').reverse();
    const apart = gone.findIndex((part, i) => part !== around[i]);
    return apart < 0 ? gone.length : apart;
  });
  const most = Math.max(...shared);
  if (folder !== '' && most > 0) return all.filter((_, i) => shared[i] === most);
  const nearest = files?.paths.findData(path, uri);
  return nearest === undefined ? all : [nearest];
}

export function stemOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1, uri.lastIndexOf('.'));
}
