import { addTo } from '../../syntax/byKey';
import { parseSeed } from '../../../torch';
import { argumentFor } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import type { Block, CallSite, Scope, Site } from '../../syntax/scopes';
import { isWithin, outermostLoop } from '../../syntax/scopes';
import { isManualSeed, mayReseed } from '../names/torchNames';

/** A call that seeds PyTorch's CPU generator, or may. */
export interface Seeding {
  readonly call: CallSite;
  /** In decimal; undefined where it cannot be read. */
  readonly seed: string | undefined;
}

/** The seeding that a call does; undefined where it does none. */
export function readSeeding(
  call: CallSite,
  qualifiedName: string | undefined,
  resolver: Resolver,
): Seeding | undefined {
  if (qualifiedName !== undefined && isManualSeed(qualifiedName))
    return { call, seed: readSeed(call, resolver) };
  return mayReseed(textOf(call.segment, call.callee), qualifiedName) ? { call, seed: undefined } : undefined;
}

/** The seed that a `torch.manual_seed(…)` passes; undefined where it is not a readable integer in range. */
function readSeed(call: CallSite, resolver: Resolver): string | undefined {
  const argument = argumentFor(call.segment, call.args, ['seed'], 'seed');
  if (argument.passed !== 'value') return undefined;
  const number = resolver.numberOf(argument.node, call);
  if (!number.known || number.unless !== undefined || number.guessed) return undefined;
  try {
    return parseSeed(number.text).toString();
  } catch {
    return undefined;
  }
}

/** Knows which seed is in force where, in a script or a notebook. */
export class Seeds {
  /** In document order. */
  readonly #byFrame = new Map<Frame, (Seeding & { readonly at: number })[]>();

  constructor(
    private readonly module: Module,
    seedings: readonly Seeding[],
  ) {
    for (const { call, seed } of withIndirect(seedings, module)) {
      const frame = frameOf(call.scope);
      const seeding = { call, seed, at: this.#positionOf(call) };
      addTo(this.#byFrame, frame, seeding);
    }
    for (const inFrame of this.#byFrame.values()) inFrame.sort((a, b) => a.at - b.at);
  }

  /**
   * The seed in force at a place, in decimal, where that is sure.
   *
   * Within one run of code, of a script's top level or of a function, it is the last one set before, if that surely
   * happened. A function that sets none runs under what the top level sets, if all that it sets is one seed. What
   * other functions set counts for nothing: nobody knows here which of them are called.
   */
  at(site: Site): string | undefined {
    if (this.#byFrame.size === 0) return undefined;
    const frame = frameOf(site.scope);
    const own = this.#byFrame.get(frame) ?? [];
    if (own.length === 0 && frame !== TOP_LEVEL) {
      const outer = this.#byFrame.get(TOP_LEVEL) ?? [];
      const [first] = outer;
      return outer.every(({ seed, call }) => seed === first?.seed && call.block.parent === undefined)
        ? first?.seed
        : undefined;
    }
    const here = this.#positionOf(site);
    const loop: Block | undefined = outermostLoop(site.block);
    const again = loop !== undefined && own.some(({ call, at }) => at > here && isWithin(call.block, loop));
    const last = own.findLast(({ at }) => at < here);
    return !again && last !== undefined && isWithin(site.block, last.call.block) ? last.seed : undefined;
  }

  #positionOf({ segment, at }: Site): number {
    return this.module.positionOf(segment, at);
  }
}

/**
 * Adds the calls of the file's own functions that seed: whoever calls `setup()`, where `setup` seeds, seeds too, but
 * with what we do not follow.
 */
function withIndirect(seedings: readonly Seeding[], module: Module): readonly Seeding[] {
  const seeders = new Set(
    seedings.flatMap(({ call }) => {
      const frame = frameOf(call.scope);
      return frame === TOP_LEVEL || frame.name === '' ? [] : frame.name;
    }),
  );
  if (seeders.size === 0) return seedings;
  const known = new Set(seedings.map(({ call }) => call));
  const calls = module.groups.flatMap(({ group }) => group.segments.flatMap(({ calls }) => calls));
  const indirect = calls.filter((call) => seeders.has(call.name) && !known.has(call));
  return [...seedings, ...indirect.map((call) => ({ call, seed: undefined }))];
}

/** The run that a piece of code is part of: a function's, or the top level's. Class bodies and comprehensions run in place. */
type Frame = Scope | typeof TOP_LEVEL;
const TOP_LEVEL = 'top level';

function frameOf(scope: Scope): Frame {
  let frame: Scope | undefined = scope;
  while (frame !== undefined && (frame.kind === 'class' || frame.kind === 'comprehension'))
    frame = frame.parent;
  return frame === undefined || frame.kind === 'module' ? TOP_LEVEL : frame;
}
