// @ts-check

/**
 * Circles that are still to be opened: each line goes with its circle. What they tie together is a type. A circle that
 * leads through any other file is an error all the same.
 */
const TEMPORARY = [
  // The state has an input, and what reads an input is given the whole state.
  '^src/playground/(?:input|sessionStart|state)\\.ts$',
  // An edit is checked for the `LocatedCall` of the very file that asks for it.
  '^src/link/(?:checkedEdit|linkedCall)\\.ts$',
  // The page is told the `Surface` that it is shown in by the file that shows it.
  '^src/panel/(?:connectedWebview|html)\\.ts$',
];

/**
 * No file leads back to itself, by types either: a type imported is a thing to know, and two files that know each other
 * are read, moved and tested as one.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Move what both need, often a type, into a file below both.',
      severity: 'error',
      from: { pathNot: TEMPORARY },
      to: { circular: true },
    },
  ],
  options: {
    includeOnly: '^(?:src|media|test)/',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs'] },
  },
};
