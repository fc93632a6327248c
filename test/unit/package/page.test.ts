import assert from 'node:assert/strict';
import { build, type BuildOptions } from 'esbuild';
import { buildPage, pageParts, programs } from '../../../esbuild.mjs';

/** What draws random numbers, by its file. */
const GENERATORS =
  /src\/torch\/(?:generator|mt19937|mcg31|cudaGenerator|kernels|kernelProgram|normal|random|uniforms)\.ts$/;
/** What runs the dropout core. */
const CORE =
  /src\/torch\/(?:dropout|algebra\/.*)\.ts$|src\/(?:playground\/(?:session|callCache)|protocol\/drawnSession)\.ts$/;

interface File {
  readonly path: string;
  readonly bytes: number;
  readonly sources: readonly string[];
  /** Files that are loaded with it. */
  readonly imports: readonly string[];
}

describe('the page of the playground', () => {
  let files: File[];

  before(async () => {
    files = await filesOf(pageParts);
  });

  it('has no generator, and no dropout core: masks come from the extension', () => {
    const sources = files.flatMap((file) => file.sources);
    assert.ok(sources.includes('src/torch/maskedOutput.ts'), 'what makes outputs of masks is there');
    assert.deepEqual(
      sources.filter((source) => GENERATORS.test(source) || CORE.test(source)),
      [],
    );
  });

  it('is below 150 kB, but for figures that are loaded when they are looked at', async () => {
    const first = loadedWith(files, 'playground.js');
    assert.deepEqual(
      first.flatMap(({ sources }) => sources.filter((source) => source.includes('node_modules/d3-'))),
      [],
    );
    const [file, ...others] = loadedWith(await filesOf(programs.page), 'playground.js');
    assert.deepEqual(others, [], 'a webview waits for each file');
    assert.ok(file !== undefined && file.bytes < 150_000, `${file?.bytes}`);
  });
});

describe('the page that stands alone', () => {
  let html: string;
  before(async () => {
    html = await buildPage();
  });

  it('is one file below 500 kB', () => {
    assert.ok(html.length > 100_000 && Buffer.byteLength(html) < 500_000, `${Buffer.byteLength(html)}`);
    assert.doesNotMatch(
      html,
      /<(?:link|img|iframe|object|embed)\b|<script[^>]* src=|@import|url\((?!"?(?:data:|#))/,
    );
  });

  it('lets nothing run or load but what is in it', () => {
    const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
    const rules = policy.split('; ').map((rule) => rule.replace(/sha256-[\w+/=]{44}/, 'sha256-…'));
    assert.deepEqual(rules, [
      "default-src 'none'",
      "script-src 'sha256-…' 'wasm-unsafe-eval'",
      "style-src 'sha256-…'",
      'worker-src blob:',
      'connect-src blob:',
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('has one place for the state that it is saved with', () => {
    assert.equal(html.split('<script id="state" type="application/json">null</script>').length, 2);
  });
});

/** A file with all that it cannot do without. */
async function filesOf(program: BuildOptions): Promise<File[]> {
  const { metafile } = await build({ ...program, minify: true, write: false, metafile: true });
  return Object.entries(metafile.outputs).map(([path, { bytes, inputs, imports }]) => ({
    path,
    bytes,
    sources: Object.keys(inputs).filter((input) => (inputs[input]?.bytesInOutput ?? 0) > 0),
    imports: imports.filter(({ kind }) => kind === 'import-statement').map((one) => one.path),
  }));
}

function loadedWith(files: readonly File[], name: string): readonly File[] {
  const found = new Set(files.filter(({ path }) => path.endsWith(`/${name}`)));
  for (const { imports } of found) for (const file of files) if (imports.includes(file.path)) found.add(file);
  return [...found];
}
