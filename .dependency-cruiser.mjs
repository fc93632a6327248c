// @ts-check

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
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    includeOnly: '^(?:src|media|test)/',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs'] },
  },
};
