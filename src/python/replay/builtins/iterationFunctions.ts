import type { NativeFunction } from '../values';

export const iterationFunctions: readonly NativeFunction[] = [];
