import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { alea } from 'seedrandom';
import { reprNumber } from '../../src/torch';
import { type Checked, type CheckedRepository, compare } from './checked';
import { compareOutputs, type Stored } from './outputs';
import { blobOf, findCalls, type Found } from './workspace';

/*
 * `npm run corpus -- [--sample 100] [--seed 1] <folder>…`: analyses the Python files and notebooks below each folder,
 * one workspace each, and prints how many dropout calls are found, how many with a known p and from where, and why
 * the others are unknown. What was read by hand in some of these repositories (checked.json, and untuned.json of those
 * that nobody looked at before) is compared with what
 * is found there, and of those that are unknown, or a guess, it says by kind of how many a reader can tell p. With --sample it prints so many known ones, picked at random, for checking by hand; with --unknown
 * so many of the others. With --outputs it replays the notebooks instead, and compares what replay claims with the
 * outputs that are stored in them: differences are sorted by what is to blame, and those are shown that are replay's own.
 */

/** Prints how often each label comes up, the most frequent first. */
function count(title: string, labels: readonly string[]): void {
  console.log(`\n${title}: ${labels.length}`);
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const [label, number] of [...counts].sort((a, b) => b[1] - a[1])) {
    const share = ((100 * number) / labels.length).toFixed(1);
    console.log(`  ${String(number).padStart(5)} ${share.padStart(5)} %  ${label}`);
  }
}

function sourceOf({ site: { p } }: Found): string {
  if (!p.known) return 'unknown';
  return p.reach === 'file' ? p.source : `${p.source} (${p.reach})`;
}

function describe({ file, texts, site }: Found): string {
  const lines = (texts[site.cell] ?? '').split(/\r\n|\r|\n/);
  const cell = file.endsWith('.ipynb') ? ` cell ${site.cell + 1}` : '';
  const { p } = site;
  const steps = !p.known
    ? [`${p.reason}: ${p.name}${p.values ? ` in ${p.values.join(', ')}` : ''}`]
    : p.steps.map(({ text, place: { uri, line } }) => {
        const other = uri === undefined ? '' : `${relative(process.cwd(), fileURLToPath(uri))}:`;
        return `${text.replace(/\s+/g, ' ')} (${other}${line + 1})`;
      });
  const value = p.known ? `${reprNumber(p.number)} ${sourceOf({ file, texts, site })}` : '?';
  const unless = p.known && p.unless !== undefined ? ` unless ${p.unless}` : '';
  return `${file}${cell}:${site.line + 1}\n    ${lines[site.line]?.trim() ?? ''}\n    p = ${value}${unless} ← ${steps.join(' ← ')}`;
}

function describeChecked({ file, call, site, outcome }: Checked): string {
  const cell = call.cell === undefined ? '' : ` cell ${call.cell}`;
  const ours = site === undefined ? 'not found' : site.p.known ? reprNumber(site.p.number) : site.p.reason;
  const theirs = call.library ?? (call.p === null ? call.reason : `${call.p} (${call.place})`);
  return `${outcome}: ${file}${cell}:${call.line}\n    ours: ${ours}\n    by hand: ${theirs}`;
}

/** Some elements, picked at random but the same for the same seed. */
function picked<T>(elements: readonly T[], number: number, seed: string): T[] {
  const random = alea(seed);
  const left = elements.slice();
  const chosen: T[] = [];
  while (chosen.length < number && left.length > 0)
    chosen.push(...left.splice(Math.floor(random() * left.length), 1));
  return chosen;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '0' },
    unknown: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    outputs: { type: 'boolean', default: false },
  },
});

function describeStored({ file, cell, stored, ours }: Stored): string {
  const short = (text: string): string => `    ${text.slice(0, 1000).trimEnd().replaceAll('\n', '\n    ')}`;
  return `${file} cell ${cell + 1}\n  stored:\n${short(stored)}\n  ours:\n${short(ours)}`;
}

const gone = positionals.filter((folder) => !existsSync(folder));
if (positionals.length === 0 || gone.length > 0) {
  console.error(
    gone.length > 0 ? `There is no ${gone.join(', ')}.` : 'Name folders of Python files and notebooks.',
  );
  process.exit(2);
}
if (values.outputs) {
  const stored = positionals.flatMap(compareOutputs);
  count(
    'cells with stored outputs',
    stored.map(({ outcome }) => outcome),
  );
  const own = stored.filter(({ outcome }) => outcome === 'ours');
  for (const { outcome, file, cell } of stored)
    if (/^(?:version|GPU|order of cells)$/.test(outcome)) console.log(`${outcome}: ${file} cell ${cell + 1}`);
  for (const each of own) console.log(`\n${describeStored(each)}`);
  process.exit(own.length > 0 ? 1 : 0);
}
const found = positionals.flatMap((folder) => {
  const calls = findCalls(folder);
  const layers = calls.filter(({ site }) => site.form === 'module' && !site.within);
  const known = layers.filter(({ site }) => site.p.known);
  console.log(`${folder}: ${calls.length} calls; of ${layers.length} layers p is known for ${known.length}`);
  return calls;
});
for (const form of ['module', 'function'] as const) {
  const calls = found.filter(({ site }) => site.form === form && !site.within);
  count(`calls of form "${form}", by where p is read`, calls.map(sourceOf));
  const reasons = calls.flatMap(({ site: { p } }) => (p.known ? [] : p.reason));
  count('  unknown, by reason', reasons);
}
const checked = compare(
  ['checked.json', 'untuned.json', 'random.json', 'fields.json'].flatMap(
    (list) => JSON.parse(readFileSync(new URL(list, import.meta.url), 'utf8')) as CheckedRepository[],
  ),
  positionals,
  found,
  blobOf,
);
count(
  'read by hand',
  checked.map(({ outcome }) => outcome),
);
for (const each of checked)
  if (/^(?:missed|wrong|unknown to us)$/.test(each.outcome)) console.log(`\n${describeChecked(each)}`);
/* What a reader can tell of those whose p is unknown to us, or but a guess, by kind. */
const open = checked.flatMap(({ outcome, site }) => {
  if (site === undefined || !/^(?:same p|unknown to us|rightly unknown)$/.test(outcome)) return [];
  const isTold = outcome !== 'rightly unknown';
  if (site.p.known) return site.p.guessed ? { kind: 'a guess', isTold } : [];
  return { kind: site.p.reason, isTold };
});
count(
  'unknown or a guess, of those read by hand, and whether a reader can tell p',
  open.map(({ kind, isTold }) => `${kind}: ${isTold ? 'a reader can tell' : 'nobody can'}`),
);
const tellable = open.filter(({ isTold }) => isTold);
console.log(`  a reader can tell ${tellable.length} of ${open.length}`);
for (const { file, call, site } of checked)
  if (site?.p.known === true && site.p.guessed) console.log(`  a guess: ${file}:${call.line}`);
const layers = found.filter(({ site }) => site.form === 'module' && !site.within);
const resolved = layers.filter(({ site }) => site.p.known);
const told = checked.filter(({ outcome }) => /^(?:same p|unknown to us|missed|wrong)$/.test(outcome));
const same = told.filter(
  ({ outcome, site }) => outcome === 'same p' && !(site?.p.known === true && site.p.guessed),
);
console.log(
  `\np is known, and no guess, for ${same.length} of ${told.length} calls of which a reader can tell it`,
);
const wrong = checked.filter(({ outcome }) => outcome === 'wrong');
console.log(
  `\n${layers.length} layers found, ${resolved.length} resolved; of those read by hand ${wrong.length} wrong`,
);
const known = found.filter(({ site }) => site.p.known);
for (const call of picked(known, Number(values.sample), values.seed)) console.log(`\n${describe(call)}`);
const unknown = found.filter(({ site }) => !site.p.known);
for (const call of picked(unknown, Number(values.unknown), values.seed)) console.log(`\n${describe(call)}`);
