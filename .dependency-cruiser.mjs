// @ts-check

/**
 * The rooms of the house, from the ground up: a room may look into those before it, and into none behind it. Types
 * count. To add a room is to add a row.
 *
 * - `never`: rooms before it that it does not look into all the same.
 * - `alone`: the only rooms before it that it looks into.
 * - `runsIn`: what it finds where it runs. `anywhere` is Node, a web worker and a page alike: neither `vscode`, nor
 *   Node, nor Preact; in the `host` there is `vscode`, and no Node, for the host may be a browser; in the `page` there is
 *   Preact; in `node` there is Node alone.
 *
 * @type {readonly { room: string, why: string, never?: readonly string[], alone?: readonly string[], runsIn: 'anywhere' | 'host' | 'page' | 'node' }[]}
 */
export const ROOMS = [
  { room: 'src/text', why: 'places in texts, and where edits move them', runsIn: 'anywhere' },
  {
    room: 'src/files',
    why: 'which files of a folder are read, and what is a notebook',
    alone: [],
    runsIn: 'anywhere',
  },
  { room: 'src/torch', why: 'what torch computes is the ground floor', alone: [], runsIn: 'anywhere' },
  {
    room: 'src/numpy',
    why: 'what numpy computes, with the elements and error bounds of torch/',
    alone: ['src/torch'],
    runsIn: 'anywhere',
  },
  {
    room: 'src/python/syntax',
    why: 'texts, scopes and statements, without their meaning',
    runsIn: 'anywhere',
  },
  { room: 'src/python/analysis/names', why: 'which name means what', runsIn: 'anywhere' },
  { room: 'src/python/analysis/provenance', why: 'where a value comes from', runsIn: 'anywhere' },
  { room: 'src/python/analysis/dropout', why: 'what of it is about dropout', runsIn: 'anywhere' },
  { room: 'src/python/analysis/problems', why: 'what is wrong with it, a file a rule', runsIn: 'anywhere' },
  {
    room: 'src/python/primitives',
    why: 'numbers, texts and random numbers as Python has them, without objects and doubts',
    alone: ['src/text', 'src/torch'],
    runsIn: 'anywhere',
  },
  {
    room: 'src/python/library',
    why: 'what is known of modules: names, effects, and Python’s own in Python',
    alone: [],
    runsIn: 'anywhere',
  },
  ...['object', 'protocol', 'builtins', 'modules', 'machine', 'torch', 'numpy'].map((floor) => ({
    room: `src/python/replay/${floor}`,
    why: 'replay is a ladder: object, protocol, builtins, modules, machine, torch, numpy',
    never: ['src/python/analysis'],
    runsIn: /** @type {const} */ ('anywhere'),
  })),
  { room: 'src/python/replay', why: 'runs a program, and says what each line gives', runsIn: 'anywhere' },
  { room: 'src/python', why: 'reads code, and knows no playground', runsIn: 'anywhere' },
  {
    room: 'src/playground',
    why: 'pure state and what is drawn of it',
    alone: ['src/torch'],
    runsIn: 'anywhere',
  },
  {
    room: 'src/protocol',
    why: 'what crosses the border to the pages, with both ends of it',
    alone: ['src/torch', 'src/playground'],
    runsIn: 'anywhere',
  },
  {
    room: 'src/protocol/reading',
    why: 'what crosses the border to the workers: questions, facts and previews as plain data',
    alone: ['src/text', 'src/torch', 'src/playground', 'src/python'],
    runsIn: 'anywhere',
  },
  {
    room: 'src/wording',
    why: 'what is said of calls and problems, in the editor, the map and on the command line alike',
    alone: ['src/protocol/reading'],
    runsIn: 'anywhere',
  },
  {
    room: 'src/previews',
    why: 'what is said and drawn of calls in the editor, composed from facts',
    alone: ['src/text', 'src/torch', 'src/playground', 'src/protocol/reading', 'src/wording'],
    runsIn: 'anywhere',
  },
  {
    room: 'src/map/rows',
    why: 'the rows of the map, as plain data with their texts',
    alone: ['src/protocol/reading'],
    runsIn: 'host',
  },
  { room: 'src/threads', why: 'what only Node has of workers', alone: [], runsIn: 'node' },
  {
    room: 'src/worker',
    why: 'the workers’ program puts python/ to work',
    alone: [
      'src/text',
      'src/files',
      'src/python',
      'src/protocol/reading',
      'src/wording',
      'src/previews',
      'src/threads',
    ],
    runsIn: 'anywhere',
  },
  { room: 'src/services', why: 'what every feature may use, and knows none', runsIn: 'host' },
  {
    room: 'src/verify/comparison',
    why: 'asks questions of torch and nothing else',
    alone: ['src/torch'],
    runsIn: 'anywhere',
  },
  {
    room: 'src/verify/interpreter',
    why: 'runs a process for what is compared',
    alone: ['src/verify/comparison'],
    runsIn: 'node',
  },
  {
    room: 'src/verify',
    why: 'compares with a real PyTorch',
    alone: ['src/torch', 'src/wording', 'src/services', 'src/verify/comparison', 'src/verify/interpreter'],
    runsIn: 'host',
  },
  {
    room: 'src/reading',
    why: 'the host’s end of the workers',
    alone: ['src/text', 'src/files', 'src/protocol/reading', 'src/threads', 'src/services'],
    runsIn: 'host',
  },
  {
    room: 'src/editor',
    why: 'providers over what was read',
    never: ['src/python', 'src/worker', 'src/threads', 'src/verify'],
    runsIn: 'host',
  },
  {
    room: 'src/link',
    why: 'follows a call in the code',
    never: ['src/python', 'src/worker', 'src/threads', 'src/verify'],
    runsIn: 'host',
  },
  {
    room: 'src/map',
    why: 'dropout in all files of the workspace, as a tree',
    never: ['src/python', 'src/worker', 'src/threads', 'src/verify'],
    runsIn: 'host',
  },
  {
    room: 'src/panel',
    why: 'the host’s side of the pages knows the store and no documents',
    never: [
      'src/python',
      'src/worker',
      'src/threads',
      'src/reading',
      'src/verify',
      'src/editor',
      'src/link',
      'src/map',
    ],
    runsIn: 'host',
  },
  {
    room: 'src/commands',
    why: 'what the palette can do',
    never: ['src/python', 'src/worker', 'src/threads'],
    runsIn: 'host',
  },
  {
    room: 'src/cli',
    why: 'the command line’s program: python/ over files on disk; alone it may use Node freely',
    alone: ['src/text', 'src/files', 'src/torch', 'src/python', 'src/protocol/reading', 'src/wording'],
    runsIn: 'node',
  },
  { room: 'src', why: 'the composition root', runsIn: 'host' },
  {
    room: 'media',
    why: 'the pages show what they are sent',
    alone: ['src/torch', 'src/playground', 'src/protocol'],
    runsIn: 'page',
  },
];

const PREACT = { path: '^(?:preact|node_modules/preact)' };
const VSCODE = { path: '^(?:vscode|node_modules/@types/vscode/)' };
const NODE = { dependencyTypes: /** @type {'core'[]} */ (['core']) };

/** What a room does not find where it runs. */
const MISSING = {
  anywhere: [VSCODE, NODE, PREACT],
  host: [NODE, PREACT],
  page: [VSCODE, NODE],
  node: [VSCODE, PREACT],
};

/** The files of a room, but for those of rooms within it. @param {string} room */
function filesOf(room) {
  const within = ROOMS.filter((other) => other.room.startsWith(`${room}/`)).map((other) => other.room);
  return { path: `^${room}/`, ...(within.length > 0 && { pathNot: `^(?:${within.join('|')})/` }) };
}

/** @returns {import('dependency-cruiser').IForbiddenRuleType[]} */
function rulesOf(
  /** @type {(typeof ROOMS)[number]} */ { room, why, never, alone, runsIn },
  /** @type {number} */ index,
) {
  const before = ROOMS.slice(0, index).map((other) => other.room);
  const behind = ROOMS.slice(index + 1).map((other) => other.room);
  const kept = alone === undefined ? (never ?? []) : before.filter((other) => !alone.includes(other));
  const closed = [...behind, ...kept];
  /** @type {(to: object, comment: string) => import('dependency-cruiser').IForbiddenRuleType} */
  const rule = (to, comment) => ({ name: room, comment, severity: 'error', from: filesOf(room), to });
  return [
    ...closed.map((other) => rule(filesOf(other), `${room}/: ${why}.`)),
    ...MISSING[runsIn].map((missing) =>
      rule(missing, `${room}/ does not find that where it runs: ${runsIn}.`),
    ),
  ];
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'Two files that know each other are read, moved and tested as one: move what both need, often a type, below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...ROOMS.flatMap(rulesOf),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types'],
    },
  },
};
