import { textOf } from '../../syntax/nodes';
import { attributeOfClass, baseNames, classesOf, fieldOfClass, isDataclass } from './classes';
import type { Module } from '../names/module';
import { valueOfKey } from './abstractObject';
import { optionDefaults } from './options';
import { agreed, further, isGuessed, type StaticNumber, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import type { ClassDefinition, ExpressionSite, Segment } from '../../syntax/scopes';

/** Names under which code is configured: `config`, `self.args`, `model_cfg`, `GPT_CONFIG_124M`. */
const CONFIG_NAME =
  /(?:^|[_.a-z\d])(?:config|configs|configuration|cfg|conf|args|arg|opt|opts|option|options|params|param|parameters|hparams|hparam|hps|hp|hyperparameters|setting|settings|flags)$/i;

/** Whether a name is one under which code is configured. */
export function isConfigName(name: string): boolean {
  return CONFIG_NAME.test(name) || /^_?C$/.test(name);
}

/** A class of settings by its name: `BertConfig`, `TrainingArguments`. */
const CONFIG_CLASS =
  /(?:config|configuration|cfg|args|arguments|options|opts|params|hparams|hyperparameters|settings)$/i;
/** What stands in a text that has one, or another class of settings; and in one that imports one. */
const HAS_SETTINGS =
  /(?:config|configuration|cfg|args|arguments|opts|options|params|parameters|settings)\b|dataclass|define|attrs|BaseModel|NamedTuple|BaseSettings/i;
const IMPORTS_SETTINGS =
  /(?:config|configuration|cfg|args|arguments|options|opts|params|hparams|hyperparameters|settings)\b/i;
/** A dictionary of settings by its name, with what may follow: `GPT_CONFIG_124M`. */
const CONFIG_DICTIONARY = /config|cfg|param|args|setting|hyper|option|opt$/i;

/**
 * The number that a setting is, where only its name is known, because nothing says what the object is that holds it:
 * `config.hidden_dropout_prob`. It is looked for in what configures code: classes of settings, argument parsers and
 * dictionaries, first in the same file, then in the same directory, then in the workspace, and is known where all
 * that is found agrees.
 */
export function fieldNamed(name: string, holder: string, text: string, resolver: Resolver): StaticNumber {
  if (resolver.limit === 'itself' || resolver.underWay.has(name)) return unknown('attribute', text);
  resolver.underWay.add(name);
  try {
    return search(name, holder, text, resolver);
  } finally {
    resolver.underWay.delete(name);
  }
}

/** Where a setting is looked for, one after the other. */
const SEARCHED = [
  ['code', 'directory'],
  ['code', 'workspace'],
  ['settings', 'directory'],
  ['settings', 'workspace'],
] as const;

function search(name: string, holder: string, text: string, resolver: Resolver): StaticNumber {
  resolver.need(`.${name}`);
  const sole = soleSettings(name, holder, resolver);
  if (sole !== undefined) return sole;
  const own = definitions(resolver.home, name, resolver);
  if (own.length > 0) return decided(own, text);
  const imported = importedSettings(name, resolver);
  if (imported === 'searching') return unknown('searching', text);
  if (imported.numbers.length > 0) return decided(imported.numbers, text);
  const { files } = resolver;
  if (files === undefined) return unknown('attribute', text);
  for (const [what, where] of SEARCHED) {
    const modules = files.mentioning(name, resolver.uriOf(resolver.home), where, what);
    if (modules === 'searching') return unknown('searching', text);
    const found = modules.flatMap((module) => definitions(module, name, resolver));
    if (found.length > 0) return decided(found, text);
  }
  return unknown('attribute', text);
}

/**
 * The number that a setting is by all classes of settings that a file has or imports, mostly one, where these are called as
 * what holds the setting: `config`, and `BertConfig`. It is no guess that one of them is meant.
 */
function soleSettings(name: string, holder: string, resolver: Resolver): StaticNumber | undefined {
  const { home } = resolver;
  const imported = importedSettings(name, resolver);
  if (imported === 'searching') return unknown('searching', name);
  const own = segmentsOf(home)
    .flatMap(settingsIn)
    .filter(({ name: one }) => CONFIG_CLASS.test(one));
  // What they are derived from is none of them.
  const bases = own.flatMap(baseNames);
  const names = [
    ...own.map((definition) => definition.name),
    ...imported.classes.filter((one) => !bases.includes(one)),
  ];
  if (names.length === 0 || names.some((one) => familyOf(one) !== familyOf(holder))) return undefined;
  const all = [...definitions(home, name, resolver), ...imported.numbers];
  // Several classes will do where each of them says so.
  if (all.length !== names.length) return undefined;
  const number = decided(all, name);
  return number.known ? { ...number, guessed: all.some(isGuessed) } : undefined;
}

/** What settings are called. */
const FAMILIES = [
  /(?:config|configs|configuration|cfg|conf|settings?|_?C)$/i,
  /(?:args?|arguments)$/i,
  /(?:opts?|options?|flags)$/i,
];

/** Of what kind a name of settings is: `BertConfig` and `self.cfg` are of one. */
function familyOf(name: string): number {
  return FAMILIES.findIndex((family) => family.test(name));
}

interface Imported {
  /** The names of all classes of settings that a file imports. */
  readonly classes: readonly string[];
  /** What those of them that have the setting say. */
  readonly numbers: readonly StaticNumber[];
}

/** What the classes of settings that a file imports have of a name: these are meant before others that have it, too. */
function importedSettings(name: string, resolver: Resolver): Imported | 'searching' {
  const { home } = resolver;
  const classes: string[] = [];
  const numbers: StaticNumber[] = [];
  for (const { own, path } of segmentsOf(home).flatMap(settingsImportedBy)) {
    resolver.need(own);
    classes.push(own);
    const meaning = resolver.imported(path, home);
    if (meaning?.type === 'searching') return 'searching';
    if (meaning?.type !== 'class') continue;
    const owner = { is: 'instance', of: meaning, made: undefined, isSelf: false } as const;
    if (fieldOfClass(owner, name, resolver) !== undefined)
      numbers.push(attributeOfClass(owner, name, name, resolver));
  }
  return { classes, numbers };
}

/** Every setting of a file asks, and of most files that are only searched nothing else is wanted. */
const knownImports = new WeakMap<Segment, readonly { readonly own: string; readonly path: string }[]>();

/** The classes of settings that a segment imports. */
function settingsImportedBy(segment: Segment): readonly { readonly own: string; readonly path: string }[] {
  const known = knownImports.get(segment);
  if (known !== undefined) return known;
  const names =
    segment.text.includes('import') && IMPORTS_SETTINGS.test(segment.text) ? [...segment.scope.names] : [];
  const imports = names.flatMap(([own, bindings]) =>
    CONFIG_CLASS.test(own) && /^[A-Z]/.test(own)
      ? bindings.flatMap(({ kind }) => (kind.type === 'import' ? { own, path: kind.path } : []))
      : [],
  );
  knownImports.set(segment, imports);
  return imports;
}

const knownSettings = new WeakMap<Segment, readonly ClassDefinition[]>();

/** The classes of settings in a segment, by their names or by how they are made. */
function settingsIn(segment: Segment): readonly ClassDefinition[] {
  const known = knownSettings.get(segment);
  if (known !== undefined) return known;
  const hasSettings = segment.text.includes('class') && HAS_SETTINGS.test(segment.text);
  const settings = hasSettings ? Array.from(classesOf([segment])).filter(isSettings) : [];
  knownSettings.set(segment, settings);
  return settings;
}

/** The segments in which a dictionary may have a key. */
function withKey(module: Module, key: string): readonly Segment[] {
  const [double, single] = [module.segmentsWith(`"${key}"`), module.segmentsWith(`'${key}'`)];
  return [...double, ...single.filter((segment) => !double.includes(segment))];
}

function segmentsOf({ groups }: Module): readonly Segment[] {
  return groups.flatMap(({ group }) => group.segments);
}

function decided(numbers: readonly StaticNumber[], text: string): StaticNumber {
  const number = agreed(numbers, 'ambiguous', text);
  if (!number.known)
    return number.reason === 'searching'
      ? number
      : { ...unknown(numbers.length === 1 ? number.reason : 'ambiguous', text), isGuess: true };
  const { source, unless = 'caller' } = number;
  // Of the object that holds it nothing is known but a name: it may be another one with such a setting.
  return { ...number, source: further(source, 'config'), unless, guessed: true };
}

/** What a module's settings of a name are by default. */
function definitions(module: Module, name: string, resolver: Resolver): readonly StaticNumber[] {
  const fromClasses = segmentsOf(module)
    .flatMap(settingsIn)
    .flatMap((definition) => {
      const owner = { is: 'instance', of: definition, made: undefined, isSelf: false } as const;
      const isOwn =
        definition.scope.names.has(name) || definition.selfWrites.some((write) => write.name === name);
      return isOwn || fieldOfClass(owner, name, resolver) !== undefined
        ? attributeOfClass(owner, name, name, resolver)
        : [];
    });
  const fromDictionaries = withKey(module, name).flatMap(({ dictionaries }) =>
    dictionaries.flatMap((dictionary) => {
      const value = valueOfKey(dictionary.node, dictionary, name);
      return value === undefined || !isSettingsDictionary(dictionary)
        ? []
        : resolver.numberOf(value, dictionary);
    }),
  );
  const fromParsers = optionDefaults(module, name, resolver);
  // What is put into a dictionary is no attribute of an object, but for one that is made from it: by its caller.
  const attributesOnly = fromClasses.length + fromParsers.length > 0 && fromDictionaries.length === 0;
  const fromWrites = module.writesOf(name).flatMap((write) => {
    const object = write.node.firstChild;
    if (object === null || (write.isItem && attributesOnly)) return [];
    if (!textOf(write.segment, object).split('.').some(isConfigName)) return [];
    return resolver.numberWritten(write.value, name);
  });
  return [...fromClasses, ...fromParsers, ...fromDictionaries, ...fromWrites];
}

function isSettings(definition: ClassDefinition): boolean {
  if (CONFIG_CLASS.test(definition.name)) return true;
  return isDataclass(definition) && !definition.scope.names.has('forward');
}

/**
 * Whether a dictionary is assigned to a name of settings, itself or one that it is part of, or stands by itself at a
 * module's top level, where it is hardly anything else: `BEST_FOR_CORA = {"dropout": 0.2}`.
 */
function isSettingsDictionary({ node, segment, scope }: ExpressionSite): boolean {
  if (scope.kind === 'module' && node.parent?.name === 'AssignStatement') return true;
  for (let at = node.parent; at !== null && at.name !== 'Body' && at.name !== 'Script'; at = at.parent) {
    if (at.name === 'AssignStatement' && at.firstChild !== null)
      return CONFIG_DICTIONARY.test(textOf(segment, at.firstChild));
    if (!/Dictionary|Array|Tuple|Parenthesized|Argument|ArgList|CallExpression/.test(at.name)) return false;
  }
  return false;
}
