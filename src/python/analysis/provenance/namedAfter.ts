import { textOf, withoutParentheses } from '../../syntax/nodes';
import type { ClassDefinition, ExpressionSite, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { unknown } from '../names/staticNumber';
import type { AbstractObject } from './abstractObject';
import { isConfigClassName, isConfigName } from './settingNames';

/** An object of the one class of settings in the workspace after which a name is called: `neox_args`, and `NeoXArgs`. */
export function namedAfter(name: string, site: Site, resolver: Resolver): AbstractObject | undefined {
  const { files } = resolver;
  if (files === undefined || !isConfigName(name) || resolver.limit !== undefined) return undefined;
  const home = resolver.moduleOf(site);
  const words = files.settingsCalled(name, resolver.uriOf(home));
  const searching = { is: 'unknown', reason: unknown('searching', name) } as const;
  if (words === 'searching') return searching;
  const classes: ClassDefinition[] = [];
  for (const word of words) {
    const others = files.mentioning(word, resolver.uriOf(home), 'workspace');
    if (others === 'searching') return searching;
    for (const module of [home, ...others])
      for (const { kind } of module.bindingsOf(word)) if (kind.type === 'class') classes.push(kind);
  }
  const [only, ...more] = classes;
  return only === undefined || more.length > 0
    ? undefined
    : { is: 'instance', of: only, made: undefined, isSelf: false, isPassed: true };
}

/** Of what `config = self.peft_config[name]` is, or what `cfg = load_config()` makes, only the name is known, as of a parameter. */
export function namedIfUnknown(
  object: AbstractObject,
  { node, segment }: ExpressionSite,
  name: string,
): AbstractObject {
  const value = withoutParentheses(node);
  // What stands in a checkpoint nobody can read.
  if (object === LOADED && isConfigName(name)) return { ...LOADED, name };
  const isOpen =
    value.name === 'MemberExpression' ||
    (value.name === 'CallExpression' && !textOf(segment, value).includes('from_pretrained('));
  if (!isOpen || object.is !== 'unknown' || object.reason.reason === 'searching') return object;
  // `own = self.bert.config`, where the class is known of which that model is
  if (object.reason.made !== undefined) return object;
  const named = configuration(name);
  const { isKept, others = [] } = object;
  return isKept && (named.is === 'configuration' || named.is === 'unknown')
    ? { ...named, isKept, others }
    : named;
}

/** What is loaded of a file that nobody knows, whatever its name is. */
export const LOADED = { is: 'configuration', name: 'config' } as const;

/** What a name that says so is taken for; anything else is unknown. */
export function configuration(name: string, says = isConfigName): AbstractObject {
  return says(name) ? { is: 'configuration', name } : { is: 'unknown', reason: unknown('attribute', name) };
}

/** Whether objects of a class of settings answer for whatever they are asked, as mmcv's do: `def __getattr__(self, name): …`. */
export function answersAll(own: ClassDefinition): boolean {
  return isConfigClassName(own.name) && own.scope.names.has('__getattr__');
}

/** What an attribute of an object stands for that nothing in its class sets. */
export function attributeUnset(own: ClassDefinition, name: string): AbstractObject {
  return answersAll(own) ? { is: 'configuration', name: `config.${name}` } : configuration(name);
}
