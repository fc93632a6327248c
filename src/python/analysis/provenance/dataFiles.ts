import type { SyntaxNode } from '@lezer/common';
import { boundArgument, readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf, withoutParentheses } from '../../syntax/nodes';
import type { Binding, ExpressionSite, Site } from '../../syntax/scopes';
import { decoratorsOf } from '../../syntax/scopes';
import { fileCalled, groupFile, isData } from '../names/dataText';
import type { Resolver } from '../names/resolve';
import { elementsOf, valueOfKey } from './displays';
import { callsIn } from './callsIn';
import { contentOf } from './dataContent';
import { Environment } from './environment';
import { expressionsPassed } from './expressionsPassed';
import { givenByCommands } from './commandLine';
import { optionExpression } from './options';
import { fileOfOption } from './parserOf';
import { settledText } from './texts';

/** What reads a file of settings: `yaml.safe_load(file)`, `json.load(file)`, `OmegaConf.load(path)`. */
const LIBRARIES = new Set([
  ...['yaml', 'json', 'json5', 'commentjson', 'hjson'],
  ...['toml', 'tomllib', 'tomli', 'OmegaConf'],
]);
const LOADERS = /^(?:safe_|full_|unsafe_)?loads?$/;

/** What puts hydra's settings together, outside of a function that is given them. */
const COMPOSES = /^(?:hydra\.)?compose$/;

/** Whether a call reads a file of settings. */
export function isLoader(callee: string): boolean {
  if (COMPOSES.test(callee)) return true;
  const [library, name] = callee.split('.').slice(-2);
  // As AllenNLP has it, and pyhocon.
  if (library === 'Params' && name === 'from_file') return true;
  if (library === 'ConfigFactory' && name === 'parse_file') return true;
  return library !== undefined && name !== undefined && LIBRARIES.has(library) && LOADERS.test(name);
}

/** Whether an expression is what a file of settings holds, whichever that is, or what a function of the workspace gives that reads one. */
export function readsFile(expression: SyntaxNode, environment: Environment, steps = MOST_STEPS): boolean {
  const { site, resolver, frames } = environment;
  const node = withoutParentheses(expression);
  if (steps === 0) return false;
  // `yaml.safe_load(file) or {}`
  if (node.name === 'BinaryExpression' && node.firstChild)
    return readsFile(node.firstChild, environment, steps - 1);
  if (node.name === 'VariableName')
    return resolver
      .bindingsOf(environment.textOf(node), site)
      .some(
        ({ kind }) =>
          kind.type === 'value' &&
          readsFile(kind.value.node, new Environment(kind.value, resolver, frames), steps - 1),
      );
  const callee = node.name === 'CallExpression' ? node.firstChild : null;
  if (callee === null) return false;
  if (isLoader(environment.textOf(callee))) return true;
  const maker = resolver.meaningOf(callee, site);
  return (
    maker?.type === 'function' &&
    maker.returns.some((one) => readsFile(one.node, new Environment(one, resolver), steps - 1))
  );
}

/** What a file of settings holds, as an expression in its own module; 'searching' where it is still to be read. */
export type Loaded = ExpressionSite | 'searching' | undefined;

/** The file of settings that a call reads, by the name of it that stands in the code. */
export function loadedBy(args: SyntaxNode, environment: Environment): Loaded {
  const composes = args.prevSibling !== null && COMPOSES.test(environment.textOf(args.prevSibling));
  const path = composes ? pathComposed(args, environment) : pathIn(args, environment, MOST_STEPS);
  return path === undefined ? undefined : loaded(path, environment);
}

/** The file of settings whose name an expression comes to, `"config.yaml"`; undefined where it is not known, or is no such name. */
export function loadedAs(name: SyntaxNode, environment: Environment): Loaded {
  const path = pathIn(name, environment, MOST_STEPS);
  return path === undefined ? undefined : loaded(path, environment);
}

/** Which file of settings a call reads: none of the workspace, `json.load(open(folder + "/model.json"))`, or any, as nobody knows its path. */
export function fileRead(
  { firstChild: callee, lastChild: args }: SyntaxNode,
  environment: Environment,
): 'none' | 'any' | undefined {
  if (callee === null || args === null || !isLoader(environment.textOf(callee))) return undefined;
  const [first] = childrenOf(args).slice(1);
  const end = first && endOf(first, environment, MOST_STEPS);
  if (end === undefined) return 'any';
  const { files } = environment.resolver;
  return isData(end) && files?.paths.endingWith(end).length === 0 ? 'none' : undefined;
}

/** What surely ends a path, as it is written in the code: `model.json` of `os.path.join(folder, "model.json")`. */
function endOf(expression: SyntaxNode, environment: Environment, steps: number): string | undefined {
  const node = withoutParentheses(expression);
  if (steps === 0) return undefined;
  const inner = (one: SyntaxNode | undefined): string | undefined =>
    one && endOf(one, environment, steps - 1);
  switch (node.name) {
    case 'String':
    case 'FormatString':
      return environment
        .textOf(node)
        .slice(0, -1)
        .split(/[/\\{}"']/)
        .at(-1);
    case 'BinaryExpression':
      return inner(node.lastChild ?? undefined);
    case 'VariableName': {
      const [only, ...others] = environment.resolver.bindingsOf(environment.textOf(node), environment.site);
      if (only === undefined || others.length > 0) return undefined;
      const { kind, site } = only;
      if (kind.type === 'value')
        return endOf(kind.value.node, new Environment(kind.value, environment.resolver), steps - 1);
      const [opened, ...more] = kind.type === 'parameter' ? [] : callsOfWith(only.node);
      return opened && more.length === 0
        ? endOf(opened, new Environment(site, environment.resolver), steps - 1)
        : undefined;
    }
    case 'CallExpression': {
      const [callee, args] = childrenOf(node);
      const { positional = [] } = (args && readArguments(environment.site.segment, args)) ?? {};
      const text = callee === undefined ? '' : environment.textOf(callee);
      if (SAME.test(text)) return inner(positional[0]);
      const [object, , method] = callee?.name === 'MemberExpression' ? childrenOf(callee) : [];
      const isSame = method !== undefined && SAME_METHODS.test(environment.textOf(method));
      if (isSame) return inner(object);
      return JOINS.test(text) || text.endsWith('.joinpath') ? inner(positional.at(-1)) : undefined;
    }
    default:
      return undefined;
  }
}

/** Says where hydra's settings are: `with initialize(config_path="conf"):`. */
const INITIALIZES = ['initialize', 'initialize_config_dir'];
const FOLDERS = ['config_path', 'config_dir'];

/** The file that `compose(config_name="train")` names, unless it is told to lay something over that. */
function pathComposed(args: SyntaxNode, environment: Environment): string | undefined {
  const { site, resolver } = environment;
  const { positional = [], keywords } = readArguments(site.segment, args) ?? {};
  const named = keywords?.get('config_name') ?? positional[0];
  const overrides = keywords?.get('overrides') ?? positional[1];
  const isAsItIs =
    overrides === undefined || (overrides.name === 'ArrayExpression' && elementsOf(overrides).length === 0);
  const name = named && settledText(named, environment)?.value;
  if (name === undefined || !isAsItIs) return undefined;
  const module = resolver.moduleOf(site);
  const folders = INITIALIZES.flatMap((one) => callsIn(module, one)).flatMap((call) => {
    const { positional: [first] = [], keywords: given } = readArguments(call.segment, call.args) ?? {};
    const folder = FOLDERS.map((one) => given?.get(one)).find((one) => one !== undefined) ?? first;
    return folder === undefined ? [] : (pathOf(folder, new Environment(call, resolver), MOST_STEPS) ?? '');
  });
  const [folder = '', ...others] = folders;
  if (others.some((other) => other !== folder)) return undefined;
  return `${folder}/${fileCalled(name)}`;
}

const FOLDER = /\bconfig_path *= *["']([^"'\n]+)/;
const NAME = /\bconfig_name *= *["']([^"'\n]+)/;

/** The file that hydra gives to a function: `@hydra.main(config_path="conf", config_name="train")`. */
export function hydraFile(
  parameter: Extract<Binding['kind'], { type: 'parameter' }>,
  environment: Environment,
): Loaded {
  const { definition } = parameter;
  if (definition.parameters[0] !== parameter.parameter) return undefined;
  const decorator = decoratorsOf(definition).find((text) => /^(?:hydra\.)?main\(/.test(text));
  if (decorator === undefined) return undefined;
  const folder = FOLDER.exec(decorator)?.[1];
  const name = NAME.exec(decorator)?.[1];
  if (name === undefined) return undefined;
  const file = fileCalled(name);
  return loaded(folder === undefined ? file : `${folder}/${file}`, environment);
}

/** What hydra takes in that is named in a list, and whether it is laid over what stands in the file itself: `defaults: [_self_, …]`. */
interface TakenIn {
  readonly file: Loaded;
  readonly isAbove: boolean;
}

const ITSELF = '_self_';

/** The list of what hydra takes in. */
function defaultsOf(node: SyntaxNode, site: Site): readonly SyntaxNode[] {
  const defaults = node.name === 'DictionaryExpression' ? valueOfKey(node, site, 'defaults') : undefined;
  return defaults?.name === 'ArrayExpression' ? elementsOf(defaults) : [];
}

/** Whether an element of the list comes behind the file itself, which is the last where it is not named. */
function isBehind(at: number, listed: readonly SyntaxNode[], { segment }: Site): boolean {
  const own = listed.findIndex((one) => stringValue(textOf(segment, one)) === ITSELF);
  return own >= 0 && own < at;
}

/** The file that hydra takes in for a key: `conf/model/small.yaml`, of `defaults: [{model: small}]` in `conf/train.yaml`. */
export function groupIn(node: SyntaxNode, site: Site, key: string, resolver: Resolver): TakenIn | undefined {
  const listed = defaultsOf(node, site);
  const chosen = listed.flatMap((one, at) => {
    const value =
      one.name === 'DictionaryExpression'
        ? (valueOfKey(one, site, key) ?? valueOfKey(one, site, `override ${key}`))
        : undefined;
    const name = value && stringValue(textOf(site.segment, value));
    return name === undefined ? [] : { name, at };
  });
  const [only, ...others] = chosen;
  if (only === undefined || others.length > 0) return undefined;
  const file = loaded(groupFile(key, only.name), { resolver, site });
  return { file, isAbove: isBehind(only.at, listed, site) };
}

/** The files that hydra takes in as a whole, the first of them lowest: `defaults: [base, _self_]`. */
export function takenInBy({ node, ...site }: ExpressionSite, resolver: Resolver): readonly TakenIn[] {
  const listed = defaultsOf(node, site);
  return listed.flatMap((one, at) => {
    const name = one.name === 'String' ? stringValue(textOf(site.segment, one)) : undefined;
    if (name === undefined || name === ITSELF || !/^\w[\w.-]*$/.test(name)) return [];
    const file = loaded(fileCalled(name), { resolver, site });
    return { file, isAbove: isBehind(at, listed, site) };
  });
}

function loaded(path: string, { resolver, site }: Pick<Environment, 'resolver' | 'site'>): Loaded {
  const { files } = resolver;
  const uri = files?.paths.findData(path, resolver.uriOf(resolver.moduleOf(site)));
  if (files === undefined || uri === undefined) return undefined;
  const module = files.module(uri);
  return module === 'searching' || module === undefined ? module : contentOf(module);
}

/** A path may be put together in several steps; more are machine-made. */
const MOST_STEPS = 8;

/** What calls put together of paths: `os.path.join(a, b)`, `Path(a, b)`, `Path(a).joinpath(b)`. */
const JOINS = /^(?:(?:os\.)?path\.join|join|(?:pathlib\.)?(?:Pure)?Path|osp\.join)$/;
/** What leaves the way to a file as it is, as far as that is looked for. */
const SAME =
  /^(?:str|open|os\.fspath|(?:os\.path\.|osp\.|path\.)?(?:abspath|realpath|expanduser|normpath|expandvars)|(?:hydra\.utils\.)?to_absolute_path)$/;
const SAME_METHODS = /^(?:resolve|absolute|expanduser|open|as_posix|read_text|read_bytes|read)$/;
/** Where the code stands, or is run, or what a variable of the environment names: what stands there is looked for from the file of code upwards. */
const HERE =
  /^(?:__file__|os\.getcwd\(\)|(?:pathlib\.)?Path\.cwd\(\)|(?:hydra\.utils\.)?get_original_cwd\(\)|os\.curdir|os\.pardir|os\.(?:environ\[["']\w+["']\]|(?:environ\.get|getenv)\(["']\w+["']\)))$/;
/** Folders of the one who runs it, and not of the project. */
const ELSEWHERE = /["'](?:HOME|USERPROFILE|TE?MP|TMPDIR)["']/;
const FOLDER_OF = /(?:^|\.)dirname$/;

/** The path that an expression comes to, from where the code stands; undefined where a part of it is not written in the code. */
function pathOf(expression: SyntaxNode, environment: Environment, steps: number): string | undefined {
  const node = withoutParentheses(expression);
  const text = environment.textOf(node);
  if (steps === 0) return undefined;
  if (HERE.test(text) && !ELSEWHERE.test(text)) return '';
  const inner = (one: SyntaxNode | undefined): string | undefined =>
    one && pathOf(one, environment, steps - 1);
  const [left, operator, right] = childrenOf(node);
  switch (node.name) {
    case 'VariableName': {
      const bindings = environment.resolver.bindingsOf(text, environment.site);
      return pathAgreed(
        bindings.map((binding) => pathOfBinding(binding, environment, steps)),
        environment,
      );
    }
    case 'BinaryExpression': {
      const isPart = operator !== undefined && environment.textOf(operator) === '/';
      if (isPart) return joinedPath([left, right].map(inner));
      break;
    }
    case 'MemberExpression': {
      // `Path(__file__).parent`, `.parents[1]`
      const member = operator?.name === '.' && right ? environment.textOf(right) : undefined;
      if (member === 'parent') return folderOf(inner(left));
      if (operator?.name === '[' && left && environment.textOf(left).endsWith('.parents'))
        return inner(left.firstChild ?? undefined) === '' ? '' : undefined;
      break;
    }
    case 'CallExpression': {
      const callee = left === undefined ? '' : environment.textOf(left);
      const args = node.getChild('ArgList');
      const { positional = [] } = (args && readArguments(environment.site.segment, args)) ?? {};
      if (JOINS.test(callee)) return joinedPath(positional.map(inner));
      if (FOLDER_OF.test(callee)) return folderOf(inner(positional[0]));
      if (SAME.test(callee)) return inner(positional[0]);
      const [object, , method] = left?.name === 'MemberExpression' ? childrenOf(left) : [];
      const name = method === undefined ? '' : environment.textOf(method);
      if (name === 'joinpath') return joinedPath([object, ...positional].map(inner));
      if (SAME_METHODS.test(name)) return inner(object);
      break;
    }
  }
  return settledText(node, environment)?.value ?? pathOfOption(node, environment, steps);
}

/**
 * The path that all of several are, whichever is taken: what stands on somebody's machine is the file beside the code where its folder is called
 * like that one's, as in `path = "config.yaml" if local else "/home/me/project/net/config.yaml"`.
 */
function pathAgreed(
  paths: readonly (string | undefined)[],
  { resolver, site }: Environment,
): string | undefined {
  const all = new Set(paths);
  const [path, ...others] = [...all].filter((one) => one?.startsWith('/') !== true);
  if (all.size < 2 || path === undefined || others.length > 0) return all.size < 2 ? paths[0] : undefined;
  const uri = resolver.files?.paths.findData(path, resolver.uriOf(resolver.moduleOf(site)));
  const end = uri?.split('/').slice(-2).join('/');
  const isIt = (one: string | undefined): boolean => one === path || one?.endsWith(`/${end}`) === true;
  return end !== undefined && paths.every(isIt) ? path : undefined;
}

/** Parts of a path, one below the other; nothing where one is not known. */
function joinedPath(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.filter((part) => part !== '').join('/');
}

function folderOf(path: string | undefined): string | undefined {
  return path?.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The name of a file of settings that an expression comes to, or one that a call in it is given, as far as it is written in the code. */
function pathIn(node: SyntaxNode, environment: Environment, steps: number): string | undefined {
  if (steps === 0) return undefined;
  const path = node.name === 'ArgList' ? undefined : pathOf(node, environment, MOST_STEPS);
  if (path !== undefined && isData(path)) return path;
  if (node.name !== 'ArgList' && node.name !== 'CallExpression') return undefined;
  const callee = node.name === 'CallExpression' ? node.firstChild : null;
  // A part of a path alone is another one.
  if (callee !== null && JOINS.test(environment.textOf(callee))) return undefined;
  for (const child of childrenOf(node)) {
    const found = pathIn(child, environment, steps - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pathOfBinding(
  { kind, node, site }: Binding,
  { resolver, frames }: Environment,
  steps: number,
): string | undefined {
  if (kind.type === 'value')
    return pathOf(kind.value.node, new Environment(kind.value, resolver, frames), steps - 1);
  if (kind.type === 'parameter') {
    const { parameter, definition } = kind;
    const running = frames.get(definition.scope);
    const given = running && boundArgument(running.site.segment, running.args, definition, parameter.name);
    if (given?.passed === 'value' && running !== undefined)
      return pathOf(given.node, new Environment(running.site, resolver, running.frames), steps - 1);
    const { fallback } = parameter;
    if (fallback !== undefined) return pathOf(fallback.node, new Environment(fallback, resolver), steps - 1);
    const passed = running === undefined ? expressionsPassed(parameter, definition, resolver) : undefined;
    if (passed === undefined || passed === 'searching') return undefined;
    const [path, ...others] = passed.map(({ node, call }) =>
      pathOf(node, new Environment(call, resolver), steps - 1),
    );
    return others.every((other) => other === path) ? path : undefined;
  }
  const there = new Environment(site, resolver, frames);
  for (const call of callsOfWith(node)) {
    const found = pathIn(call, there, steps - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The calls of which a statement binds what they give: `with open("config.yaml") as file:`. Of several the one that stands before the name itself:
 * `with open("net.yaml") as net, open("data.yaml") as data:`.
 */
function callsOfWith(bound: SyntaxNode): readonly SyntaxNode[] {
  const own = bound.prevSibling?.name === 'as' ? bound.prevSibling.prevSibling : null;
  if (own !== null) return own.name === 'CallExpression' ? [own] : [];
  let statement: SyntaxNode | null = bound;
  while (statement !== null && statement.name !== 'WithStatement') statement = statement.parent;
  const parts = statement === null ? [] : childrenOf(statement);
  return parts
    .slice(
      0,
      parts.findIndex(({ name }) => name === 'Body'),
    )
    .filter(({ name }) => name === 'CallExpression');
}

/** `args.config`, after `parser.add_argument("--config", default="config.yaml")`, or what scripts of the shell give it that has no default. */
function pathOfOption(node: SyntaxNode, environment: Environment, steps: number): string | undefined {
  const [object, , property] = childrenOf(node);
  if (object === undefined || property?.name !== 'PropertyName') return undefined;
  const { resolver, site } = environment;
  const wanted = environment.textOf(property);
  const file = fileOfOption(object, wanted, environment);
  const option = file && optionExpression(file, wanted);
  return option === undefined
    ? givenByCommands(resolver.moduleOf(site), wanted, resolver)
    : pathOf(option.node, new Environment(option.call, resolver), steps - 1);
}
