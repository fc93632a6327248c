import type { CallSite, ClassDefinition, ExpressionSite, FunctionDefinition } from '../../syntax/scopes';
import type { Module } from './module';

/** What a name or a dotted path stands for in the reader's own code. */
export type Meaning =
  | ClassDefinition
  | FunctionDefinition
  | { readonly type: 'value'; readonly value: ExpressionSite }
  | { readonly type: 'module'; readonly module: Module }
  /** The file that says so is still to be read. */
  | { readonly type: 'searching' };

/** The class of an object, or a class itself. */
export interface ClassOf {
  readonly definition: ClassDefinition;
  readonly isObject: boolean;
}

/** The text that an expression surely comes to, or by default. */
export interface Word {
  readonly value: string;
  /**
   * The option of the command line that is so by default, `parser.add_argument("--arch", default="resnet18")`; 'part' where that, or what is
   * made of it, is only a part of the text.
   */
  readonly option?: CallSite | 'part';
}

/** Whether two meanings are one; undefined is none. */
export function isSame(a: Meaning | undefined, b: Meaning | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if (a.type === 'module' && b.type === 'module') return a.module === b.module;
  return a.type === 'value' && b.type === 'value' && a.value === b.value;
}
