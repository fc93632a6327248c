import type { Value } from '../object/values';
import { argumentKey } from './recipes';

/** Arguments that need no look where they are such: what they are by default, or what nobody sees. */
const IDLE: Readonly<Record<string, RegExp>> = {
  // The class that is called.
  cls: /^/,
  // Where memory lies, and whether what cannot be shared is copied.
  pin_memory: /^bool false$/,
  force: /^bool false$/,
  // Of worker processes, which there are none of.
  timeout: /^int 0$/,
  worker_init_fn: /^/,
  multiprocessing_context: /^None$/,
  // Where a warning is said to come from.
  _stacklevel: /^int/,
};

/** Whether an argument needs no look. */
export function isIdle(name: string, value: Value | undefined): boolean {
  return value !== undefined && IDLE[name]?.test(argumentKey(value) ?? '') === true;
}
