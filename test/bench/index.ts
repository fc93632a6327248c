import { readdirSync } from 'node:fs';

/* `npm run bench [part of a name]`: runs every *.bench.ts beside this file, one after the other. */

/** What a *.bench.ts exports as its default. */
export type RunBench = () => Promise<void>;

async function main(): Promise<void> {
  const wanted = process.argv[2] ?? '';
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.bench.ts'));
  for (const file of files.filter((name) => name.includes(wanted)).sort()) {
    const { default: run } = (await import(new URL(file, import.meta.url).href)) as { default: RunBench };
    console.log(`\n${file}`);
    await run();
  }
}

void main();
