import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { takePrinted } from './measure';
import { writeSection } from './page';

/* `npm run bench [part of a name] [-- --write]`: runs every *.bench.ts beside this file, one after the other. */

/** What a *.bench.ts has. */
interface Bench {
  /** Measures, prints what came of it, and throws where that is not good enough. */
  readonly default: () => Promise<void>;
  /** What it measures, for the page. */
  readonly about: string;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    // Whether what was measured goes into docs/performance.md.
    options: { write: { type: 'boolean', default: false } },
  });
  const wanted = positionals[0] ?? '';
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.bench.ts'));
  for (const file of files.filter((name) => name.includes(wanted)).sort()) {
    const { default: run, about } = (await import(new URL(file, import.meta.url).href)) as Bench;
    console.log(`\n${file}`);
    try {
      await run();
    } catch (error) {
      console.error(String(error));
      process.exitCode = 1;
    }
    const printed = takePrinted();
    if (values.write) await writeSection(file.replace('.bench.ts', ''), about, printed);
  }
}

void main();
