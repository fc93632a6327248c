// Holds that each room looks only into those below it (.dependency-cruiser.mjs), and that docs/architecture.md shows the
// house as it is: a Mermaid graph of what the rooms really import.
//
//   node test/rooms.mjs [--draw]     with --draw it draws that picture anew
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cruise, format } from 'dependency-cruiser';
import config, { ROOMS } from '../.dependency-cruiser.mjs';
import { repository } from './host/places.mjs';

const PAGE = join(repository, 'docs', 'architecture.md');
const DRAWN = /(?<=```mermaid\n)[^]*?(?=```)/;

/** The innermost room that holds a file. @param {string} file */
function roomOf(file) {
  const around = ROOMS.map(({ room }) => room).filter((room) => file.startsWith(`${room}/`));
  return around.sort((a, b) => b.length - a.length)[0];
}

/** What every file imports, types included, and which rules that breaks. */
async function imports() {
  const options = { ...config.options, ruleSet: config, validate: true, baseDir: repository };
  const { output } = await cruise(['src', 'media', 'test'], options);
  if (typeof output === 'string') throw new Error(output);
  return output;
}

/**
 * Which room looks into which.
 *
 * @param {import('dependency-cruiser').ICruiseResult} of
 */
function importsOfRooms({ modules }) {
  /** @type {Map<string, Set<string>>} */
  const rooms = new Map(ROOMS.map(({ room }) => [room, new Set()]));
  for (const { source, dependencies } of modules) {
    const from = roomOf(source);
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (from !== undefined && to !== undefined && from !== to) rooms.get(from)?.add(to);
    }
  }
  return rooms;
}

/**
 * An arrow for each import but those that others imply.
 *
 * @param {Map<string, Set<string>>} rooms
 */
function picture(rooms) {
  /** @param {string} from @returns {Set<string>} */
  const reached = (from, found = /** @type {Set<string>} */ (new Set())) => {
    for (const to of rooms.get(from) ?? []) if (!found.has(to)) reached(to, found.add(to));
    return found;
  };
  const id = (/** @type {string} */ room) => room.replaceAll('/', '_');
  const names = [...rooms.keys()].reverse();
  const arrows = names.flatMap((from) => {
    const all = [...(rooms.get(from) ?? [])].sort();
    const needed = all.filter((to) => !all.some((other) => other !== to && reached(other).has(to)));
    return needed.map((to) => `  ${id(from)} --> ${id(to)}`);
  });
  const boxes = names.map((room) => `  ${id(room)}["${room.replace('src/', '')}/"]`);
  return ['graph TD', ...boxes, ...arrows, ''].join('\n');
}

const found = await imports();
const { output: report, exitCode } = await format(found, { outputType: 'err' });
console.log(report);
process.exitCode = exitCode;

const [page, drawn] = [await readFile(PAGE, 'utf8'), picture(importsOfRooms(found))];
if (process.argv.includes('--draw'))
  await writeFile(
    PAGE,
    page.replace(DRAWN, () => drawn),
  );
else if (DRAWN.exec(page)?.[0] !== drawn) {
  console.error('docs/architecture.md shows the house as it was: node test/rooms.mjs --draw draws it anew.');
  process.exitCode = 1;
}
