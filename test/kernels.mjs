// Writes src/torch/kernelProgram.ts, the program that is made of src/kernels.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { repository } from './host/places.mjs';

export const kernelProgram = join(repository, 'src', 'torch', 'kernelProgram.ts');

/** Compiles src/kernels. The text of the file that holds what comes of it. */
export async function compileKernels() {
  const made = join(repository, 'out', 'kernels.wasm');
  await promisify(execFile)(
    process.execPath,
    [
      ...['node_modules/assemblyscript/bin/asc.js', 'src/kernels/index.ts', '--outFile', made],
      ...['--runtime', 'stub', '--noAssert', '-O3', '--enable', 'simd'],
      // Nothing is allocated in the memory (src/kernels/memory.ts): constants stand where it has room.
      ...['--initialMemory', '2', '--maximumMemory', '2', '--memoryBase', '7696'],
    ],
    { cwd: repository },
  );
  const program = (await readFile(made)).toString('base64');
  return `/** Of src/kernels, made by \`npm run kernels\`. */\nexport const PROGRAM =\n  '${program}';\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  void compileKernels().then((text) => writeFile(kernelProgram, text));
