import type { Doubt } from './doubt';
import type { InstanceValue } from './values';

/** A Python exception on its way. */
export class PythonError extends Error {
  constructor(
    readonly value: InstanceValue,
    /** Whether it is raised at all depends on what is in doubt. */
    readonly doubt: Doubt | undefined,
  ) {
    super(value.type.name);
  }

  /** Whether its class is one of a name, or derives from it. */
  isA(name: string): boolean {
    return this.value.type.mro.some((one) => one.name === name);
  }

  /** The same, whose being raised is in doubt for this reason too. */
  inDoubt(doubt: Doubt | undefined): PythonError {
    return doubt === undefined || this.doubt !== undefined ? this : new PythonError(this.value, doubt);
  }
}

/** What replay cannot do, though Python can: the operation that it stops gives an unknown value. */
export class NotUnderstood extends Error {
  constructor(
    readonly doubt: Doubt,
    /** Whether Python surely goes on, so that nothing but the value is unknown. */
    readonly harmless = false,
  ) {
    super(doubt.code);
  }
}
