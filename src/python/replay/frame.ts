import type { Doubt } from './doubt';
import type { ScopeNames } from './syntax/ast';
import type { ClassValue, Value } from './values';

/** The names of one run of a function, class body, comprehension or the module. */
export class Frame {
  readonly names = new Map<string, Value>();
  constructor(
    readonly kind: 'module' | 'function' | 'class' | 'comprehension',
    readonly scope: ScopeNames | undefined,
    readonly parent: Frame | undefined,
    /** The function's qualified name. */
    readonly name: string,
    /** Of a method: its class and its first argument, for `super()`. */
    readonly owner?: ClassValue,
  ) {}
  self: Value | undefined;
  /** Of a class: the names that have an annotation, in order. */
  readonly annotated: string[] = [];
  /** Of a comprehension: why it is in doubt which elements it has. */
  doubt: Doubt | undefined;
}
