import { readdirSync, readFileSync } from 'node:fs';
import type { Program } from './randomPrograms';

/** The programs of tutorials about dropout, in teaching/: `# %%` begins a cell; a file without is a script. */
export function teachingPrograms(): Program[] {
  const folder = new URL('teaching/', import.meta.url);
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const cells = readFileSync(new URL(name, folder), 'utf8').split(/^# %%.*\n/m);
      return { cells, notebook: cells.length > 1 };
    });
}
