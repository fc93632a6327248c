import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { repository } from '../host/places.mjs';

const PAGE = join(repository, 'docs', 'performance.md');
const START = `# Speed

Each part of this page is written by the bench of that name: \`npm run bench -- masks --write\` measures one part anew and takes a few minutes, \`npm run bench -- --write\` all of
them. \`PYTHON\` names an interpreter that has PyTorch 2.13, else its columns are empty. What is compared was measured in the same run; what stands beside PyTorch is
the program as it is shipped, in processor time, and PyTorch has one thread.

What all of it is to be seen against: a frame of the screen is 16.7 ms; VS Code waits at least 250 ms after a keystroke before it asks for lenses, and 25 ms before it
asks for inlay hints; filling as much memory as a mask's output takes is in the first table of the masks.
`;

/** Puts what a bench measured into the page, in the place of what it measured before. */
export async function writeSection(name: string, about: string, lines: readonly string[]): Promise<void> {
  const before = await readFile(PAGE, 'utf8').catch(() => START);
  const section = [`## ${name}`, about, machine(), ...lines].join('\n\n').replaceAll('|\n\n|', '|\n|');
  const [, ...sections] = before.split(/^(?=## )/m);
  const others = sections.filter((other) => !other.startsWith(`## ${name}\n`));
  const text = [START.trimEnd(), ...[...others, section].sort().map((part) => part.trim())].join('\n\n');
  await writeFile(PAGE, `${text}\n`);
  execFileSync(process.execPath, [join(repository, 'node_modules', 'oxfmt', 'bin', 'oxfmt'), PAGE], {
    cwd: repository,
  });
}

/** Where and when something was measured. */
function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()
    .map((average) => average.toFixed(1))
    .join(', ');
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores of ${cpu?.model.trim() ?? 'unknown make'}, ${memory} GB, ${process.platform}, Node ${process.versions.node}. The machine's load was ${load} (over 1, 5 and 15 minutes; ours alone is about 1).`;
}
