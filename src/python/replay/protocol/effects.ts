import { need, work } from '../../../torch';
import { type Doubt, either } from '../object/doubt';
import { lookUp } from '../object/mro';
import type { Interpreter } from '../object/interpreter';
import { ownOf } from '../object/own';
import type { DictValue, Value } from '../object/values';

/** Marks one object, for good, as changed in a way that is in doubt. */
export function markChanged(object: Value, doubt: Doubt): void {
  if (object.kind === 'list') object.fromSet = undefined;
  switch (object.kind) {
    case 'list':
    case 'dict':
    case 'set':
    case 'iterator':
    case 'instance':
    case 'function':
      object.doubt = either(object.doubt, doubt);
      if (object.kind === 'instance')
        for (const { dict } of object.views?.values() ?? []) dict.doubt = either(dict.doubt, doubt);
      return;
    case 'class':
      if (object.native === undefined) object.doubt = either(object.doubt, doubt);
      return;
    case 'native':
      object.markChanged?.(doubt);
      return;
    default:
  }
}

/**
 * What a call of something not understood may do: draw random numbers, change whatever it can reach from its arguments,
 * and, where a function of the reader's is among that, anything.
 */
export function unknownCallEffects(interpreter: Interpreter, doubt: Doubt, values: Iterable<Value>): void {
  interpreter.random.loseAll(doubt);
  markReachable(interpreter, doubt, values);
}

/** What it takes to follow one reference, in work and bytes. */
const FOLLOWING = 20;
const NOTED_BYTES = 64;

/** Some values, and all that can be reached from them, each once; `isEnd`: whether it goes on no further from one. */
export function* reached(
  values: Iterable<Value>,
  isEnd: (value: Value) => boolean = () => false,
): Iterable<Value> {
  const waiting = [...values];
  const seen = new Set<Value>(waiting);
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    yield value;
    for (const inner of isEnd(value) ? [] : reachableFrom(value)) {
      work(FOLLOWING);
      if (seen.has(inner)) continue;
      need(seen.size * NOTED_BYTES);
      seen.add(inner);
      waiting.push(inner);
    }
  }
}

/** Marks all that can be reached from some values. */
export function markReachable(interpreter: Interpreter, doubt: Doubt, values: Iterable<Value>): void {
  for (const value of reached(values))
    if (value.kind === 'function' || (value.kind === 'class' && value.native === undefined))
      interpreter.doubtAll(interpreter.about('escapedCallback'));
    // All replays share the modules: no doubt of one may stay with them.
    else if (value.kind === 'module') interpreter.doubtAll(doubt);
    else markChanged(value, doubt);
}

/** Marks values in whose place others came, in code that may not run at all: what is done to those may be done to these. */
export function markHeld(interpreter: Interpreter, held: Value, doubt: Doubt | undefined): void {
  if (doubt === undefined || held.doubt === doubt) return;
  // What is called there instead of what is called here may do anything.
  if (reachesCallback([held])) interpreter.doubtAll(doubt);
  for (const value of reached([held], ({ doubt: before }) => before === doubt))
    if (value.doubt !== doubt && !/^(?:function|class|module)$/.test(value.kind)) markChanged(value, doubt);
}

/** Whether a function of the reader's can be reached from some values: whoever gets them may call it. */
export function reachesCallback(values: Iterable<Value>): boolean {
  for (const value of reached(values)) {
    if (value.kind === 'function' || (value.kind === 'class' && value.native === undefined)) return true;
    if (value.kind === 'iterator') return true;
    if (value.kind === 'builtin' && value.effects.draws) return true;
    if (value.kind === 'instance' && lookUp(value.type, '__call__') !== undefined) return true;
  }
  return false;
}

function* keysAndValues({ entries }: DictValue): Iterable<Value> {
  for (const { key, value } of entries.values()) {
    yield key;
    yield value;
  }
}

function* reachableFrom(value: Value): Iterable<Value> {
  const own = ownOf(value);
  if (own !== undefined) yield* [...own.attributes.values(), own.type];
  yield* contentsOf(value);
}

function contentsOf(value: Value): Iterable<Value> {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items;
    case 'set':
      return value.items.values();
    case 'dict':
      return keysAndValues(value);
    case 'instance':
      return value.type.native === undefined
        ? [...value.attributes.values(), value.type]
        : value.attributes.values();
    case 'method':
      return [value.self, value.callee];
    case 'native':
      return value.reachable?.() ?? [];
    case 'wrapped':
      return [value.callee];
    default:
      return [];
  }
}

/** Runs something of which it is in doubt whether it runs at all: what it changes, draws and shows is in doubt. */
export function under<T>(interpreter: Interpreter, doubt: Doubt | undefined, run: () => T): T {
  const before = interpreter.control;
  interpreter.control = either(before, doubt);
  try {
    return run();
  } finally {
    interpreter.control = before;
  }
}
