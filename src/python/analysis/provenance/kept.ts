import type { Resolver } from '../names/resolve';
import { type AbstractObject, isMapping, type Kept, type Mapping } from './abstractObject';
import type { Entry } from './entry';
import type { Environment } from './environment';

/** Whether an object comes out of what was kept. */
export function isKeptObject(
  object: AbstractObject,
): object is Extract<AbstractObject, { is: 'unknown' | 'configuration' }> & { readonly isKept: true } {
  return (object.is === 'unknown' || object.is === 'configuration') && object.isKept === true;
}

/**
 * Of several objects that may be meant the one that comes out of what was kept, with the others. What was kept where settings are read elsewhere was
 * read of such: `settings = load(path) if path else torch.load(model)["settings"]`.
 */
export function keptAmong(objects: readonly AbstractObject[]): AbstractObject | undefined {
  const kept = objects.find(isKeptObject);
  const read = objects.filter((one) => !isKeptObject(one));
  const areSettings = read.every(({ is }) => is === 'configuration' || is === 'unknown');
  if (kept !== undefined && areSettings && read.length > 0)
    return read.find(({ is }) => is === 'configuration') ?? read[0];
  const others = objects.flatMap((one) => (isKeptObject(one) ? (one.others ?? []) : one));
  return kept && { ...kept, others };
}

/** What says what objects have under a name, and mappings under a key. */
export interface PartsAsked {
  readonly memberOf: (
    owner: Exclude<AbstractObject, { is: 'unknown' }>,
    name: string,
    text: string,
    environment: Environment,
  ) => AbstractObject;
  readonly entryIn: (owner: Mapping, name: string, resolver: Resolver) => Entry | 'nothing' | undefined;
}

/** Where a part of an object comes from that was kept: of what else that may be the part is meant, too, if it has one that was not kept. */
export function keptPart(
  owner: AbstractObject,
  name: string,
  text: string,
  environment: Environment,
  { memberOf, entryIn }: PartsAsked,
): Kept {
  if (!isKeptObject(owner)) return {};
  const others = (owner.others ?? []).flatMap((one) => {
    const isMissing = isMapping(one) && entryIn(one, name, environment.resolver) === 'nothing';
    const part = isMissing || one.is === 'unknown' ? one : memberOf(one, name, text, environment);
    return isMissing || isKeptObject(part) ? [] : part;
  });
  return { isKept: true, others };
}
