import assert from 'node:assert/strict';
import { build, type Metafile } from 'esbuild';
import { programs } from '../../../esbuild.mjs';

/** The modules that run as soon as VS Code loads the extension: what its entry imports, and what that imports. */
function loadedAtOnce({ inputs }: Metafile, entry: string): Set<string> {
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { kind, path: next, external } of inputs[path]?.imports ?? []) {
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
const LARGEST = 243_200;

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
});
