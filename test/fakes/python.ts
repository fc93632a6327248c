import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a program that stands in for Python, and gives its path: it runs this JavaScript instead of the script
 * that it is given. Only where programs may start with `#!`.
 */
export function writeFakePython(folder: string, name: string, javaScript: string): string {
  mkdirSync(folder, { recursive: true });
  const source = join(folder, `${name}.mjs`);
  writeFileSync(source, javaScript);
  const program = join(folder, name);
  // Inside VS Code the program of this process may be Electron.
  const command = `ELECTRON_RUN_AS_NODE=1 exec ${[process.execPath, source].map(quoted).join(' ')} "$@"`;
  writeFileSync(program, `#!/bin/sh\n${command}\n`);
  chmodSync(program, 0o755);
  return program;
}

/** JavaScript that waits for the whole question, as the real script does, then prints these lines. */
export function printing(lines: readonly unknown[]): string {
  const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
  return `for await (const _ of process.stdin);\nprocess.stdout.write(${JSON.stringify(text)});\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
