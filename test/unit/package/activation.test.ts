import assert from 'node:assert/strict';
import { build, type Metafile } from 'esbuild';
import { programs } from '../../../esbuild.mjs';

/** What runs as soon as an entry is loaded: modules, or files that were made; what it imports, and what that imports. */
function loadedAtOnce({ inputs, outputs }: Metafile, entry: string): Set<string> {
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { kind, path: next, external } of (inputs[path] ?? outputs[path])?.imports ?? []) {
      // A dynamic import inside a bundle runs its module only when it is reached.
      if (kind !== 'dynamic-import' && external !== true) load(next);
    }
  };
  load(entry);
  return loaded;
}

/** What of the features waits for its first use. */
const AT_ONCE =
  /src\/(?:editor\/(?:countItem|lateLens|lazyReplays|lensReminder|openHere|registerPreviews|registerProblems|registerReplayPreviews|worthALens)|reading\/(?:lazyReading|subject)|link\/lazyLink|map\/(?:lazyMap|mapHost)|panel\/sidebarView)\.ts$/;

/** All that the host can ever load is no larger, in bytes. */
const LARGEST = 238_500;

describe('activation', () => {
  it('loads nothing but the commands, the store and the settings, with the library that checks these', async () => {
    const { metafile } = await build({ ...programs.extension, write: false, metafile: true });
    const loaded = [...loadedAtOnce(metafile, 'src/extension.ts')];
    assert.deepEqual(
      loaded.filter(
        (path) =>
          /node_modules\/(?!valibot\/)|src\/(?:python|verify)\/|^node:/.test(path) ||
          (/src\/(?:editor|link|map|panel|reading)\//.test(path) && !AT_ONCE.test(path)),
      ),
      [],
    );
  });

  it('has nothing that reads or replays code, and no tensor algebra, in what the host can ever load', async () => {
    const { metafile } = await build({
      ...programs.extension,
      ...{ minify: true, write: false, metafile: true },
    });
    const all = Object.keys(metafile.inputs);
    assert.deepEqual(
      all.filter((path) => /@lezer|src\/(?:python|worker|torch\/algebra)\//.test(path)),
      [],
    );
    assert.ok(all.some((path) => path.includes('src/reading/')));
    const [size] = Object.values(metafile.outputs).map(({ bytes }) => bytes);
    assert.ok(size !== undefined && size <= LARGEST, `${size} bytes`);
  });

  it('shows the playground once the page has loaded no more than 150 kB of code', async () => {
    const { metafile } = await build({ ...programs.page, minify: true, write: false, metafile: true });
    const { outputs } = metafile;
    const loaded = loadedAtOnce({ inputs: {}, outputs }, 'dist/webview/playground.js');
    const size = [...loaded].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
    assert.ok(size > 100_000 && size <= 150_000, `${size} bytes`);
  });
});
