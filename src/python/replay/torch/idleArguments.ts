import { IDLE_ARGUMENTS } from '../../library/operations';
import type { Value } from '../object/values';
import { argumentKey } from './recipes';

/** Whether an argument needs no look. */
export function isIdle(name: string, value: Value | undefined): boolean {
  return value !== undefined && IDLE_ARGUMENTS[name]?.test(argumentKey(value) ?? '') === true;
}
