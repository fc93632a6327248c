import type { NativeFunction } from '../values';

export const objectFunctions: readonly NativeFunction[] = [];
