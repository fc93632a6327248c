// No program of ours opens a connection, and none of what is bundled with them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { programs } from '../../../esbuild.mjs';

const root = join(import.meta.dirname, '../../..');

/** What can open one, in Node and in a browser. */
const OPENS =
  /\b(?:XMLHttpRequest|WebSocket|WebTransport|EventSource|RTCPeerConnection|sendBeacon)\b|\bfetch\s*\(|["'](?:node:)?(?:net|tls|dgram|dns|https?|http2|undici)["']/g;

/**
 * What there is all the same: @vscode/l10n can fetch texts from an address, which it is never given; and a page's worker is
 * fetched from the extension's own folder, since it must be of the page's origin.
 */
const UNUSED = ['fetch('];
const OWN: Readonly<Record<string, readonly string[]>> = {
  // Both that which reads and that which says what is shown.
  worker: [...UNUSED, ...UNUSED],
  cli: UNUSED,
  page: [...UNUSED, 'fetch('],
};

describe('connections', () => {
  for (const [name, program] of Object.entries(programs)) {
    it(`are not opened by the program ${name}`, async () => {
      const { outputFiles } = await build({ ...program, write: false, minifySyntax: true });
      const found = outputFiles
        .filter(({ path }) => path.endsWith('.js'))
        .flatMap(({ text }) => [...withoutComments(text).matchAll(OPENS)].map(([what]) => what));
      assert.deepEqual(found, OWN[name] ?? []);
    });
  }

  it('are not opened for texts, which come as data', () => {
    const configured = ['src', 'media'].flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.tsx?$/.test(path))
        .map((path) => readFileSync(join(root, room, path), 'utf8'))
        .flatMap((text) => [...text.matchAll(/\bconfig\(\{\s*(\w+)/g)].map(([, what]) => what)),
    );
    assert.deepEqual(
      configured.filter((what) => what !== 'contents'),
      [],
    );
  });

  it('of the webview are held by its policy to the extension’s own files', () => {
    const html = readFileSync(join(root, 'src/panel/html.ts'), 'utf8');
    const policy = [...html.matchAll(/[`]([a-z]+-src [^`]+)[`]/g)].map(([, each]) => each);
    const rule = (name: string): string | undefined => policy.find((each) => each?.startsWith(name));
    assert.equal(rule('default-src'), `default-src 'none'`);
    assert.equal(rule('connect-src'), 'connect-src ${webview.cspSource}');
    assert.equal(rule('worker-src'), 'worker-src blob:');
    // Programs of WebAssembly may be compiled; no text becomes a script.
    assert.doesNotMatch(html, /https?:|(?<!'wasm-)unsafe-/);
  });
});

/** Comments of esbuild's stand on lines of their own. */
function withoutComments(program: string): string {
  return program.replaceAll(/^\s*\/\/.*$/gm, '');
}
