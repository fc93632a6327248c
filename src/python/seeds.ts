import { parseSeed } from '../torch';
import { argumentFor } from './arguments';
import { textOf } from './cell';
import type { Resolver } from './resolve';
import { type Call, isWithin, outermostLoop, type Scope, type Site } from './scopes';
import { isManualSeed, mayReseed } from './torchNames';

/** A call that seeds PyTorch's CPU generator, or may. */
export interface Seeding {
  readonly call: Call;
  /** In decimal; undefined where it cannot be read. */
  readonly seed: string | undefined;
}

/** The seeding that a call does; undefined where it does none. */
export function readSeeding(
  call: Call,
  qualifiedName: string | undefined,
  resolver: Resolver,
): Seeding | undefined {
  if (qualifiedName !== undefined && isManualSeed(qualifiedName))
    return { call, seed: readSeed(call, resolver) };
  return mayReseed(textOf(call.cell, call.callee), qualifiedName) ? { call, seed: undefined } : undefined;
}

/** The seed that a `torch.manual_seed(…)` passes; undefined where it is not a readable integer in range. */
function readSeed(call: Call, resolver: Resolver): string | undefined {
  const argument = argumentFor(call.cell, call.args, ['seed'], 'seed');
  if (argument.passed !== 'value') return undefined;
  const reading = resolver.numeral({ cell: call.cell, node: argument.node }, call);
  if (!reading.known) return undefined;
  try {
    return parseSeed(reading.text).toString();
  } catch {
    return undefined;
  }
}

/**
 * Calls of the file's own functions that seed: whoever calls `setup()`, where `setup` seeds, seeds too, but with
 * what we do not follow.
 */
export function withIndirect(seedings: readonly Seeding[], calls: readonly Call[]): readonly Seeding[] {
  const seeders = new Set(seedings.map(({ call }) => frameOf(call.scope).name).filter((name) => name !== ''));
  if (seeders.size === 0) return seedings;
  const known = new Set(seedings.map(({ call }) => call));
  const indirect = calls.filter((call) => {
    const name = textOf(call.cell, call.callee).split('.').at(-1) ?? '';
    return seeders.has(name) && !known.has(call);
  });
  return [...seedings, ...indirect.map((call) => ({ call, seed: undefined }))].sort(
    (a, b) => a.call.at - b.call.at,
  );
}

/**
 * The seed in force at a place, in decimal, where that is sure.
 *
 * Within one run of code, of a script's top level or of a function, it is the last one set before, if that surely
 * happened. A function that sets none runs under what the top level sets, if all that it sets is one seed. What
 * other functions set counts for nothing: nobody knows here which of them are called.
 */
export function seedFor(site: Site, seedings: readonly Seeding[]): string | undefined {
  const frame = frameOf(site.scope);
  const own = seedings.filter(({ call }) => frameOf(call.scope) === frame);
  if (own.length === 0 && frame.kind === 'function') {
    const outer = seedings.filter(({ call }) => frameOf(call.scope).kind === 'module');
    const [first] = outer;
    return outer.every(({ seed, call }) => seed === first?.seed && call.block.parent === undefined)
      ? first?.seed
      : undefined;
  }
  const loop = outermostLoop(site.block);
  const again = loop !== undefined && own.some(({ call }) => call.at > site.at && isWithin(call.block, loop));
  const last = own.findLast(({ call }) => call.at < site.at);
  return !again && last !== undefined && isWithin(site.block, last.call.block) ? last.seed : undefined;
}

/** The function, or the module, whose run a piece of code is part of: class bodies and comprehensions run in place. */
function frameOf(scope: Scope): Scope {
  let frame = scope;
  while ((frame.kind === 'class' || frame.kind === 'comprehension') && frame.parent !== undefined)
    frame = frame.parent;
  return frame;
}
