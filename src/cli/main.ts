import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run';

/** Writes all of a text, even into a pipe that takes less at a time; what nobody reads any more is left. */
function write(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}

/** The version in package.json, which stands beside the folder of the bundle. */
function version(): string {
  const own = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string };
  return own.version;
}

process.exitCode = run(process.argv.slice(2), {
  out: (text) => write(1, text),
  err: (text) => write(2, text),
  readStdin: () => readFileSync(0),
  version,
});
