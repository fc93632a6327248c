import {
  type BindingKind,
  decoratorsOf,
  enclosing,
  type ExpressionSite,
  type FunctionDefinition,
  type MemberWrite,
} from '../../syntax/scopes';
import { type CallFrame, type Frames, NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';

/** An expression that an attribute is set to, with the calls that run the code around it. */
export interface Field extends ExpressionSite {
  readonly frames: Frames;
}

const PROPERTY = /^(?:functools\.)?(?:cached_)?property$/;
const SETS = /^(\w+)\.(?:setter|deleter)$/;

/** What a property is, where it returns one thing: `@property def p(self): return 0.1`. */
export function propertyOf(definition: FunctionDefinition, made: CallFrame | undefined): Field | undefined {
  const isProperty = decoratorsOf(definition).some((one) => PROPERTY.test(one));
  const [returned, ...others] = definition.returns;
  if (!isProperty || returned === undefined || others.length > 0) return undefined;
  return { ...returned, frames: made === undefined ? NO_FRAMES : new Map([[definition.scope, made]]) };
}

/** Whether a function runs where a property that stands above it is set or deleted, and is not what it gives: `@p.setter`. */
export function setsProperty(kind: BindingKind): boolean {
  return kind.type === 'function' && decoratorsOf(kind).some((one) => SETS.test(one));
}

/** Whether what sets an attribute runs as far as this is seen: in `@p.setter` it does only where somebody sets `p`. */
export function isRun({ scope }: MemberWrite, resolver: Resolver): boolean {
  const setter = enclosing(scope, 'function');
  const owner = setter?.parent?.definition;
  if (setter?.definition?.type !== 'function' || owner?.type !== 'class') return true;
  const property = decoratorsOf(setter.definition).flatMap((one) => SETS.exec(one)?.[1] ?? [])[0];
  if (property === undefined || owner.selfWrites.has(property)) return true;
  resolver.need(`.${property}`);
  const home = resolver.moduleOf(owner.site);
  const others = resolver.files?.mentioning(property, resolver.uriOf(home), 'workspace') ?? [];
  if (others === 'searching') return true;
  return [home, ...others].some((module) =>
    module.writesOf(property).some((write) => !write.isItem && enclosing(write.scope, 'function') !== setter),
  );
}
