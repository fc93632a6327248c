import type { SyntaxNode } from '@lezer/common';
import type { Environment } from './environment';
import type { Frames, CallFrame } from '../names/frames';
import type { Module } from '../names/module';
import type { DropoutCallable } from '../names/torchNames';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { Unknown } from '../names/staticNumber';
import { elementsOf } from './displays';
import type {
  Binding,
  ClassDefinition,
  FunctionDefinition,
  NodeRef,
  ParameterDefinition,
  Scope,
  Site,
} from '../../syntax/scopes';

/** A text that says how a script is called, of which docopt makes its options. */
export interface Usage extends NodeRef {
  readonly isUsage: true;
}

/** What an argument parser returns. */
interface Options {
  readonly is: 'options';
  readonly module: Module;
  /** Where the parser is made that has them, where that is another module. */
  readonly maker?: Module;
  /** The function that makes the parser, which may be one of several of its module: `def train_options(): parser = ArgumentParser()`. */
  readonly own?: Scope;
  /** The words that it is given in place of the command line's: `parse_args(["--p", "0.4"])`. */
  readonly words?: NodeRef | Usage;
}

/** A name under which a mapping or an object is read, by which something may be put into it: the first of several is the one that it had first. */
export interface Named {
  /** The name itself, and the keys below it: `cfg`, `model` of `cfg["model"]`. */
  readonly path: readonly string[];
  readonly bound: Binding;
  readonly reading: Site;
  readonly frames: Frames;
}

/** What is known of what has items by their keys, however it is written. */
interface OfMapping {
  readonly site: Site;
  readonly frames: Frames;
  /** What has that which is not written in it: `dict(BASE, p=0.1)`. */
  readonly otherwise?: AbstractObject;
  /** The options that it took over: `cfg.update(vars(args))`. */
  readonly above?: Options;
  readonly named?: readonly Named[];
  readonly filter?: Filter;
  /** Whether a caller may pass another one. */
  readonly isPassed?: boolean;
  /** Whether what a file of settings says that nobody knows is laid over it: `cfg.update(yaml.safe_load(open(args.path)))`. */
  readonly isUnderFile?: boolean;
}

/** Where an object comes from of which no more than a name is known. */
export interface Kept {
  /** Whether it comes out of what a program has kept, or of a file that is not there: `torch.load(path)["config"]`. */
  readonly isKept?: true;
  /** What else it may be: `config = {"p": 0.1}` before that. */
  readonly others?: readonly AbstractObject[];
}

/** What an expression stands for that has attributes or items. */
export type AbstractObject =
  /** An object of one of the reader's classes; `made` is the call that made it, where that is known. */
  | {
      readonly is: 'instance';
      readonly of: ClassDefinition;
      readonly made: CallFrame | undefined;
      readonly isSelf: boolean;
      /** Whether it is reached through something that a caller passes, who may have set it up otherwise. */
      readonly isPassed?: boolean;
      /** The names under which it is read, by which attributes may be set. */
      readonly named?: readonly Named[];
      /** The parameter that it is, of which only the class is known. */
      readonly parameter?: { readonly own: ParameterDefinition; readonly definition: FunctionDefinition };
    }
  | { readonly is: 'class'; readonly of: ClassDefinition; readonly isPassed?: boolean }
  | { readonly is: 'module'; readonly module: Module }
  /** `{"p": 0.1}`. */
  | (OfMapping & {
      readonly is: 'dictionary';
      readonly node: SyntaxNode;
      /** The functions whose names it holds, where it is written nowhere else. */
      readonly setBy?: readonly FunctionDefinition[];
    })
  /** `dict(p=0.1)`, `SimpleNamespace(p=0.1)`; `fields` are the names of what has none in the call, as a named tuple has them. */
  | (OfMapping & { readonly is: 'keywords'; readonly args: SyntaxNode; readonly fields?: readonly string[] })
  | {
      readonly is: 'list';
      readonly node: SyntaxNode;
      readonly site: Site;
      readonly frames: Frames;
      /** Whether a caller may pass another one. */
      readonly isPassed?: boolean;
    }
  /** `to_2tuple(p)`, `[p] * n`: p several times over. */
  | { readonly is: 'repeated'; readonly node: SyntaxNode; readonly site: Site; readonly frames: Frames }
  /** Rates that grow, the first and the last of which are known: `torch.linspace(0, rate, depth)`. */
  | {
      readonly is: 'rates';
      readonly first: SyntaxNode;
      readonly last: SyntaxNode;
      /** How many they are, where these are all of them. */
      readonly count: SyntaxNode | undefined;
      /** Whether they are torch's, which are of single precision. */
      readonly isTorch: boolean;
      readonly site: Site;
      readonly frames: Frames;
    }
  | Options
  /** What configures the code, by its name: a parameter `config`, `self.hparams`. */
  | ({
      readonly is: 'configuration';
      readonly name: string;
      /** What callers pass for it, where these are several objects that are known: the options of several scripts. */
      readonly passed?: readonly AbstractObject[];
      /** Whether it is imported of what cannot be read. */
      readonly isImported?: true;
      /** What is asked for where it is passed, and its file has to say. */
      readonly asked?: string | undefined;
    } & Kept)
  /**
   * What `__init__` was given, as Lightning keeps it: `self.hparams` after `self.save_hyperparameters()`. Where a base keeps it, a derived
   * class's comes first.
   */
  | {
      readonly is: 'parameters';
      readonly of: readonly { readonly definition: FunctionDefinition; readonly frames: Frames }[];
    }
  /** One of torch's layers that drop, as a call makes it. */
  | {
      readonly is: 'layer';
      readonly callable: DropoutCallable;
      readonly args: SyntaxNode;
      readonly site: Site;
      readonly frames: Frames;
    }
  /** A model of transformers; `isLoaded` where its settings are those of what is loaded into it. */
  | {
      readonly is: 'model';
      readonly name: string;
      readonly isLoaded: boolean;
      readonly callee: SyntaxNode;
      readonly args: SyntaxNode;
      readonly site: Site;
      readonly frames: Frames;
    }
  | ({ readonly is: 'unknown'; readonly reason: Unknown } & Kept);

/** What says what an expression stands for. */
export type ObjectOf = (node: SyntaxNode, environment: Environment) => AbstractObject;

/** Methods that give what a mapping has under a key, or what they are given instead. */
export const GETS = /^(?:get|pop|setdefault)$/;

/** What reads a text as code: `eval("[0.1, 0.1]")`. */
export const EVALUATES = /^(?:eval|(?:ast\.)?literal_eval)$/;

/** The keys that are taken over of a mapping, or those that are not. */
export interface Filter {
  readonly keys: readonly string[];
  readonly areTaken: boolean;
}

/** What has values by their keys. */
export type Mapping = Extract<AbstractObject, { is: 'dictionary' | 'keywords' }>;

export function isMapping(object: AbstractObject): object is Mapping {
  return object.is === 'dictionary' || object.is === 'keywords';
}

/** A part of a mapping, which is reached by that's names, too, and which a caller may pass who may pass that. */
export function partOf({ named = [], isPassed }: Mapping, key: string, part: AbstractObject): AbstractObject {
  const own = isPassed === true ? ofCaller(part) : part;
  if (named.length === 0 || !isMapping(own)) return own;
  const below = named.map((one) => ({ ...one, path: [...one.path, key] }));
  return { ...own, named: [...(own.named ?? []), ...below] };
}

/** An object in whose place a caller may pass another one. */
export function ofCaller(object: AbstractObject): AbstractObject {
  return /^(?:instance|class|list|dictionary|keywords)$/.test(object.is)
    ? ({ ...object, isPassed: true } as AbstractObject)
    : object;
}

/** Classes whose objects hold what they are called with: as attributes, items or both. */
export const HOLDERS = new Set([
  'dict',
  'defaultdict',
  'SimpleNamespace',
  'Namespace',
  'AttrDict',
  'EasyDict',
  'edict',
  'Munch',
  'DotMap',
  'DotDict',
  'Params',
  'dotdict',
  'ConfigDict',
  'Bunch',
  'Struct',
  'OrderedDict',
  'Box',
  'HParams',
  'ConfigParser',
  'RawConfigParser',
  'SafeConfigParser',
]);

/** The parameter of that name among those that a module keeps, with the `__init__` that has it. */
export function parameterOf({ of }: Extract<AbstractObject, { is: 'parameters' }>, name: string) {
  for (const one of of) {
    const parameter = one.definition.parameters.find((own) => own.name === name);
    if (parameter !== undefined) return { ...one, parameter };
  }
  return undefined;
}

/** Whether a caller passes the object, and may have set it up otherwise. */
export function isPassed(owner: Extract<AbstractObject, { is: 'instance' | 'class' }>): boolean {
  if (owner.isPassed === true) return true;
  return owner.is === 'instance' && !owner.isSelf && owner.made === undefined;
}

/** What callers pass, each by itself; who hands on what nobody is known to pass says nothing, where another does. */
export function saidOf(passed: readonly AbstractObject[]): readonly AbstractObject[] {
  const said = passed.filter((one) =>
    one.is === 'unknown'
      ? one.reason.isUncalled !== true && one.isKept !== true
      : one.is !== 'configuration' || (one.passed ?? one.asked) !== undefined,
  );
  return (said.length === 0 ? passed : said).flatMap((one) =>
    one.is === 'configuration' ? (one.passed ?? one) : one,
  );
}

/** Whether it is known what an object's settings are. */
export function isKnown(object: AbstractObject): boolean {
  if (object.is === 'configuration') return object.passed !== undefined;
  return /^(?:options|dictionary|keywords|list|rates|class|module|instance)$/.test(object.is);
}

/** Whether it is a mapping that holds nothing: settings that are so by default, `opt={}`, are what callers pass, as with None. */
export function isEmpty(object: AbstractObject): boolean {
  if (object.is !== 'dictionary' && object.is !== 'keywords') return false;
  const held = object.is === 'dictionary' ? object.node : object.args;
  return object.otherwise === undefined && elementsOf(held).every(({ name }) => /^[{}]$/.test(name));
}

/** Whether two objects are the same, or of one class. */
export function isLike(a: AbstractObject, b: AbstractObject): boolean {
  if (a.is === 'instance' && b.is === 'instance') return a.of === b.of;
  if (a.is === 'class' && b.is === 'class') return a.of === b.of;
  if (a.is === 'options' && b.is === 'options') return a.module === b.module && a.own === b.own;
  if (a.is === 'module' && b.is === 'module') return a.module === b.module;
  if ((a.is === 'dictionary' && b.is === 'dictionary') || (a.is === 'list' && b.is === 'list'))
    return (a.node.from === b.node.from && a.site.segment === b.site.segment) || areSameWords(a, b);
  if (a.is === 'rates' && b.is === 'rates')
    return a.last.from === b.last.from && a.site.segment === b.site.segment;
  // `[0.1] * n`, and `[0.1] * m`
  if (a.is === 'repeated' && b.is === 'repeated')
    return a.node.name === 'Number' && textOf(a.site.segment, a.node) === textOf(b.site.segment, b.node);
  return (
    a.is === 'keywords' &&
    b.is === 'keywords' &&
    a.args.from === b.args.from &&
    a.site.segment === b.site.segment
  );
}

type Display = Extract<AbstractObject, { is: 'dictionary' | 'list' }>;

/** A text or number in a display, and the words that are values. */
const LITERALS = /"[^"\n]*"|'[^'\n]*'|\b(?:True|False|None)\b|[\d.]+(?:e-?\d+)?/g;

/** Whether two displays have the same texts and numbers and nothing else, and no names under which something may be put into them. */
function areSameWords(a: Display, b: Display): boolean {
  const [one, other] = [a, b].map((display) =>
    textOf(display.site.segment, display.node).replace(/\s+/g, ''),
  );
  const isNamed = [a, b].some((display) => display.is === 'dictionary' && (display.named?.length ?? 0) > 0);
  return one === other && !isNamed && /^[[\](){},:+-]*$/.test(one?.replace(LITERALS, '') ?? '');
}

/** The one object that all are; undefined where they differ. */
export function onlyOne(objects: readonly AbstractObject[]): AbstractObject | undefined {
  const [first, ...others] = objects;
  const isSame = (object: AbstractObject): boolean =>
    first !== undefined &&
    ((object.is === 'configuration' && first.is === 'configuration') ||
      (object.is === 'options' && first.is === 'options' && object.own === first.own) ||
      (object.is === 'class' && first.is === 'class' && object.of === first.of));
  if (first === undefined || !others.every(isSame)) return undefined;
  // What comes out of what was kept makes all of them a guess.
  return objects.find((one) => one.is === 'configuration' && one.isKept === true) ?? first;
}

/**
 * The options that a parser returns, where all that nobody knows may be those, too: `self.args = parser if isinstance(parser, Namespace) else
 * parser.parse_args()`.
 */
export function optionsAmong(objects: readonly AbstractObject[]): AbstractObject | undefined {
  const options = objects.filter(({ is }) => is !== 'unknown' && is !== 'configuration');
  return options.every(({ is }) => is === 'options') ? onlyOne(options) : undefined;
}

/** Of `config or Config()`, and of `Config() if config is None else config`, what is given, and what holds where nothing is. */
export function alternatives(
  node: SyntaxNode,
  { segment }: Site,
): readonly [given: SyntaxNode, otherwise: SyntaxNode] | undefined {
  const [a, operator, condition, , b] = childrenOf(node);
  if (a === undefined || condition === undefined) return undefined;
  if (operator?.name === 'or') return [a, condition];
  const [, asked] = ASKS.exec(textOf(segment, condition).replace(/\s+/g, ' ')) ?? [];
  const isAsked = (one: SyntaxNode): boolean => one.name === 'VariableName' && textOf(segment, one) === asked;
  if (operator?.name !== 'if' || b === undefined) return undefined;
  return isAsked(a) ? [a, b] : isAsked(b) ? [b, a] : undefined;
}

/** What asks whether something is given: `config is None`, `config`, `not config`. */
const ASKS = /^(?:not )?(\w+)(?: is .*| ?[!=]= ?None)?$/;
