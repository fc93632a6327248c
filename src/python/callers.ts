import { boundArgument } from './arguments';
import { type Frames, NO_FRAMES, numberOf } from './evaluate';
import type { Page } from './page';
import { agreed, type Reading, through, unknown } from './reading';
import type { Resolver } from './resolve';
import type { Call, FunctionDefinition, Parameter } from './scopes';
import { calleeName } from './seeds';

/** Stands for the calls of a name among the things on which a reading depends. */
export function callsOf(name: string): string {
  return `${name}()`;
}

/**
 * What a parameter without a default is given by the calls of its function, or of its class, in the same file or
 * notebook, where they all give the same.
 */
export function passedByCallers(
  { name }: Parameter,
  definition: FunctionDefinition,
  resolver: Resolver,
  frames: Frames = NO_FRAMES,
): Reading {
  // A recursive call passes on what the first one was given.
  if (resolver.underWay.has(definition)) return unknown('parameter', name);
  resolver.underWay.add(definition);
  try {
    return agreedByCallers(name, definition, resolver, frames);
  } finally {
    resolver.underWay.delete(definition);
  }
}

function agreedByCallers(
  name: string,
  definition: FunctionDefinition,
  resolver: Resolver,
  frames: Frames,
): Reading {
  const owner = definition.scope.parent?.definition;
  const isInit = definition.name === '__init__' && owner?.type === 'class';
  if (owner?.type === 'class' && !isInit) return unknown('parameter', name);
  const called = isInit ? owner : definition;
  if (called.name === '') return unknown('parameter', name);
  resolver.need(callsOf(called.name));
  const readings: Reading[] = [];
  for (const call of callsIn(resolver.moduleOf(definition.site).pages, called.name)) {
    if (!resolver.spend()) return unknown('parameter', name);
    if (resolver.meaningOf(call.callee, call) !== called || isWithin(call, definition)) continue;
    const argument = boundArgument(call.segment, call.args, definition, name);
    const { segment, callee } = call;
    const text = segment.text.slice(callee.from, callee.to);
    readings.push(
      argument.passed === 'value'
        ? through(numberOf(argument.node, call, resolver, frames), 'caller', {
            segment,
            node: call.node,
            text: `${text}(…)`,
          })
        : unknown('unpacked', name),
    );
  }
  if (readings.length === 0) return unknown('parameter', name);
  const reading = agreed(readings, 'ambiguous', name);
  return reading.known
    ? { ...reading, unless: reading.unless ?? 'caller' }
    : unknown(
        reading.reason === 'searching' ? 'searching' : readings.length > 1 ? 'ambiguous' : reading.reason,
        name,
      );
}

/** Whether a call stands in the function itself: a recursive one passes on what it was given. */
function isWithin(call: Call, { scope }: FunctionDefinition): boolean {
  for (let at: typeof call.scope | undefined = call.scope; at !== undefined; at = at.parent)
    if (at === scope) return true;
  return false;
}

const callsByPage = new WeakMap<Page, ReadonlyMap<string, readonly Call[]>>();

function callsIn(pages: readonly { readonly page: Page }[], name: string): readonly Call[] {
  return pages.flatMap(({ page }) => {
    let calls = callsByPage.get(page);
    if (calls === undefined) {
      const byName = new Map<string, Call[]>();
      for (const call of page.segments.flatMap((segment) => segment.calls)) {
        const callee = calleeName(call);
        const known = byName.get(callee);
        if (known === undefined) byName.set(callee, [call]);
        else known.push(call);
      }
      calls = byName;
      callsByPage.set(page, calls);
    }
    return calls.get(name) ?? [];
  });
}
