import { precisely } from './precise';

/** A function of the C library, which need not give the nearest double. */
interface LibraryFunction {
  readonly apply: (x: number) => number;
  /** Where it is defined. */
  readonly domain: (x: number) => boolean;
  /** A bound on how much an error of the argument grows. */
  readonly slope: (x: number, error: number) => number;
}

type Domain = LibraryFunction['domain'];
type Slope = LibraryFunction['slope'];

const always: Domain = () => true;
const positive: Domain = (x) => x > 0;
const withinOne: Domain = (x) => Math.abs(x) <= 1;
const one: Slope = () => 1;
const unbounded: Slope = () => Infinity;
const ofExp: Slope = (x, error) => Math.exp(x + error);
const ofCosh: Slope = (x, error) => Math.cosh(Math.abs(x) + error);

/** That of a logarithm that grows so fast at 1. */
function ofLogarithm(steepness: number): Slope {
  return (x, error) => steepness / Math.max(x - error, Number.MIN_VALUE);
}

/** The functions of `math` that the C library computes, by their names. */
export const LIBRARY_FUNCTIONS: Readonly<Record<string, LibraryFunction>> = Object.fromEntries(
  (
    [
      ['exp', always, ofExp],
      ['expm1', always, ofExp],
      ['log', positive, ofLogarithm(1)],
      ['log1p', (x) => x > -1, (x, error) => 1 / Math.max(1 + x - error, Number.MIN_VALUE)],
      ['log2', positive, ofLogarithm(1.5)],
      ['log10', positive, ofLogarithm(0.5)],
      ['sin', Number.isFinite, one],
      ['cos', Number.isFinite, one],
      ['tan', Number.isFinite, unbounded],
      ['asin', withinOne, unbounded],
      ['acos', withinOne, unbounded],
      ['atan', always, one],
      ['sinh', always, ofCosh],
      ['cosh', always, ofCosh],
      ['tanh', always, one],
      ['cbrt', always, unbounded],
    ] as const satisfies readonly (readonly [keyof Math, Domain, Slope])[]
  ).map(([name, domain, slope]) => [name, { apply: (value: number): number => Math[name](value), domain, slope }]),
);

/** Where every library gives the very value. */
const FIXED_POINTS: ReadonlySet<string> = new Set([
  ...'exp expm1 sin cos tan sinh cosh tanh asin atan asinh log1p cbrt erf'
    .split(' ')
    .map((name) => `${name} 0`),
  ...['log 1', 'log 10', 'log2 1', 'log10 1', 'log10 10', 'log10 100', 'log10 1000', 'acos 1', 'acosh 1'],
]);

/** What a function gives of a number within an error, and how far Python's value may lie from it. */
export function libraryValue(
  name: string,
  { apply, slope }: LibraryFunction,
  x: number,
  error: number,
): { readonly value: number; readonly error: number } {
  const rounded = precisely(name, x);
  const value = rounded !== undefined && !Number.isNaN(rounded.value) ? rounded.value : apply(x);
  const ulps = rounded?.sure === true || FIXED_POINTS.has(`${name} ${x}`) || !Number.isFinite(x) ? 0 : 4;
  const grown = error === 0 ? 0 : error * slope(x, error) * 1.01 + Math.abs(value) * 2 ** -50;
  return { value, error: Math.abs(value) * 2 ** -52 * ulps + grown };
}
