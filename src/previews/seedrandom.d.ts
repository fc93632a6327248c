/** One generator of the package alone; its types are those of the whole. */
declare module 'seedrandom/lib/alea.js' {
  export { alea as default } from 'seedrandom';
}
