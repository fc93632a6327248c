// The example that `npm start` opens: a copy, so that trying things out never changes the checkout.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exists } from './download.mjs';
import { readJson } from './json.mjs';
import { cache, repository } from './places.mjs';

const original = join(repository, 'media', 'example');
const copy = join(cache, 'workspace');

/** Remembers what was copied, to tell files that the reader has changed, which are left as they are. */
const record = join(cache, 'workspace.json');

/** @returns {Promise<{ folder: string, notebook: string }>} */
export async function prepareExample() {
  const copied = /** @type {Record<string, string>} */ ((await exists(record)) ? readJson(record) : {});
  for (const entry of await readdir(original, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const name = source.slice(original.length + 1);
    const target = join(copy, name);
    const current = await fingerprint(target);
    if (current !== undefined && current !== copied[name]) continue;
    await mkdir(dirname(target), { recursive: true });
    await cp(source, target);
    copied[name] = (await fingerprint(source)) ?? '';
  }
  await writeFile(record, JSON.stringify(copied));
  return { folder: copy, notebook: join(copy, 'dropout.ipynb') };
}

/** @param {string} file */
const fingerprint = (file) =>
  readFile(file).then(
    (content) => createHash('sha256').update(content).digest('hex'),
    () => undefined,
  );
