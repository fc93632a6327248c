import type { ScopeNames } from './ast';

/** The names of one scope while its code is read. */
export class ScopeBuilder {
  readonly locals = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  isGenerator = false;

  constructor(
    readonly kind: 'module' | 'function' | 'class' | 'comprehension',
    /** Of a class. */
    readonly name = '',
  ) {}

  finish(): ScopeNames {
    for (const name of [...this.globals, ...this.nonlocals]) this.locals.delete(name);
    return { locals: this.locals, globals: this.globals, nonlocals: this.nonlocals };
  }
}
