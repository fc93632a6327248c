import type { ClassDefinition } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { methodsOf, nearest, unreadBases } from './methods';
import { PLAIN_BASE } from './othersSettings';

/** What stands before a key: `config["`, `config.get("`. */
const BEFORE_KEY = /(?:\[|\.(?:get|pop)\()\s*["']$/;

/** Whether a setting is read by its key, as what a dictionary has: `config["dropout"]`, `config.get("dropout", 0.1)`. */
export function isReadByKey({ name, text }: { readonly name: string; readonly text: string }): boolean {
  return BEFORE_KEY.test(text.slice(0, Math.max(text.lastIndexOf(name), 0)));
}

/** Bases of another library whose objects have attributes alone. */
const ATTRIBUTES_ONLY = /^(?:BaseModel|BaseSettings|NamedTuple)$/;

/** Whether an object of a class may be asked by a key for what its fields say: `config["dropout"]` of `class Config(dict)`. */
export function isAskedByKey(of: ClassDefinition, resolver: Resolver): boolean {
  const own = nearest(
    of,
    'item',
    (one) => methodsOf(one).find(({ name }) => name === '__getitem__'),
    resolver,
  );
  if (own !== undefined) return true;
  return unreadBases(of, resolver).some((base) => !PLAIN_BASE.test(base) && !ATTRIBUTES_ONLY.test(base));
}
