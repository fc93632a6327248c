import { RandomChoices } from './randomChoices';

/*
 * Calls of functions, and what Python binds to their parameters. A signature is written as for `native`: `a, b=, /, *c`;
 * what a default gives is None. The arguments of a call are 1, 2, 3, …, by place or by name: `1, 2, b=3`.
 */

/** What Python gives each parameter, in their order, or what it says behind the function's name. */
export type Outcome = readonly unknown[] | string;

/** Of bindings.json: a signature, and what calls of it bind. */
export type SignatureCases = readonly [signature: string, calls: Readonly<Record<string, Outcome>>];

/** Signatures with calls that people wrote. */
export const WRITTEN: readonly (readonly [signature: string, ...calls: string[]])[] = [
  ['', '', '1', '1, 2', 'a=1'],
  ['a', '', '1', 'a=1', '1, 2', '1, a=2', '1, b=2', 'b=1', '1, 2, a=3', '1, 2, b=3'],
  ['a, b', '', '1', 'b=1', 'a=1', 'b=1, a=2', '1, 2, 3', '1, b=2', '1, 2, b=3', 'c=1, a=2', '1, a=2, c=3'],
  ['a, b, c', '', '1', 'b=1', '1, 2, 3, 4'],
  ['a, b, c, d', '', 'c=1'],
  ['a, b=', '', '1', '1, 2', '1, 2, 3', 'b=1', '1, a=2, b=3'],
  ['a=', '', '1', 'a=1', '1, 2', '1, a=2'],
  ['a, b=, c=', '1, c=2', '1, 2, 3, 4'],
  ['a, /', '', '1', 'a=1', '1, a=2', '1, b=2', 'b=1, a=2'],
  ['a, b, /, c', 'a=1, b=2, c=3', 'b=1, a=2', '1, 2, 3', '1, 2, c=3', '1, b=2, c=3', 'd=1, b=2'],
  ['a, b=, /', '1', '1, b=2', 'b=1', ''],
  ['a, /, **more', '1, a=2', 'a=1', '1, b=2, c=3'],
  ['*rest', '', '1, 2', 'rest=1'],
  ['a, *rest', '', '1', '1, 2, 3', 'a=1', '1, 2, a=3'],
  ['a, b=, *rest', '1, 2, 3', '1, 2, 3, b=4'],
  ['*rest, a', '1, 2', '1, a=2', ''],
  ['*, a', '', '1', 'a=1', '1, a=2', '1, 2, a=3', '1, b=2'],
  ['*, a, b', '', 'b=1', '1, b=2', '1, a=2, b=3'],
  ['a, *, b', '', '1', 'b=1', '1, 2', '1, 2, b=3', '1, 2, 3, b=4', '1, b=2'],
  ['a, b=, *, c=', '1, 2, 3, c=4', '1, 2, 3', 'c=1'],
  ['**more', '', '1', 'a=1, b=2', 'more=1'],
  ['a, **more', '', '1, b=2', 'b=1, a=2', '1, a=2', '1, 2, b=3'],
  [
    'a, b=, /, c=, *rest, d, e=, **more',
    '1, d=2',
    '1, 2, 3, 4, 5, d=6, f=7, a=8',
    '1, 2, b=3',
    '1, c=2, d=3',
  ],
];

/** Random signatures and calls of them, from a seed. */
export class RandomCalls extends RandomChoices {
  /** A signature with some calls of it. */
  next(calls: number): readonly [signature: string, ...calls: string[]] {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, 1 + this.upTo(6));
    const positionalOnly = this.random() < 0.4 ? this.upTo(names.length + 1) : 0;
    const normal = positionalOnly + this.upTo(names.length - positionalOnly + 1);
    const required = this.upTo(normal + 1);
    const parts = names.map((name, i) =>
      (i < normal ? i < required : this.random() < 0.5) ? name : `${name}=`,
    );
    if (normal < names.length || this.random() < 0.3)
      parts.splice(normal, 0, normal < names.length && this.random() < 0.5 ? '*' : '*rest');
    if (positionalOnly > 0) parts.splice(positionalOnly, 0, '/');
    if (this.random() < 0.3) parts.push('**more');
    return [parts.join(', '), ...Array.from({ length: calls }, () => this.#call(names, normal))];
  }

  /** Most calls nearly fit: a random one would hardly ever. */
  #call(names: readonly string[], places: number): string {
    const positional = this.upTo(places + (this.random() < 0.3 ? 3 : 1));
    const keywords = names.filter((_, i) => this.random() < (i < positional ? 0.1 : 0.7));
    if (this.random() < 0.2) keywords.splice(this.upTo(keywords.length + 1), 0, 'g');
    if (this.random() < 0.3) keywords.reverse();
    const values = [...Array.from({ length: positional }, () => ''), ...keywords.map((name) => `${name}=`)];
    return values.map((before, i) => `${before}${i + 1}`).join(', ');
  }
}
