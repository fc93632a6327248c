// Draws the rooms of the house from what they really import, as a Mermaid graph, into docs/architecture.md.
//
//   node test/roomsPicture.mjs [--check]     with --check it only says whether the page has the picture already
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import config, { ROOMS } from '../.dependency-cruiser.mjs';
import { repository } from './host/places.mjs';

const PAGE = join(repository, 'docs', 'architecture.md');
const DRAWN = /(?<=```mermaid\n)[^]*?(?=```)/;

/** The innermost room that holds a file. @param {string} file */
function roomOf(file) {
  const around = ROOMS.map(({ room }) => room).filter((room) => file.startsWith(`${room}/`));
  return around.sort((a, b) => b.length - a.length)[0];
}

/** Which room looks into which, types included. */
async function importsOfRooms() {
  const { output } = await cruise(['src', 'media'], { ...config.options, baseDir: repository });
  if (typeof output === 'string') throw new Error(output);
  /** @type {Map<string, Set<string>>} */
  const rooms = new Map(ROOMS.map(({ room }) => [room, new Set()]));
  for (const { source, dependencies } of output.modules) {
    const from = roomOf(source);
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (from !== undefined && to !== undefined && from !== to) rooms.get(from)?.add(to);
    }
  }
  return rooms;
}

/** An arrow for each import but those that others imply. */
async function picture() {
  const rooms = await importsOfRooms();
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

const [page, drawn] = [await readFile(PAGE, 'utf8'), await picture()];
if (!process.argv.includes('--check'))
  await writeFile(
    PAGE,
    page.replace(DRAWN, () => drawn),
  );
else if (DRAWN.exec(page)?.[0] !== drawn) {
  console.error('docs/architecture.md shows the house as it was: node test/roomsPicture.mjs draws it anew.');
  process.exitCode = 1;
}
