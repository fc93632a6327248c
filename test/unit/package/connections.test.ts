// No program of ours opens a connection, and none of what is bundled with them.
import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { programs } from '../../../esbuild.mjs';
import { webviewHtml } from '../../../src/panel/html';

/** What can open one, in Node and in a browser. */
const OPENS =
  /\b(?:XMLHttpRequest|WebSocket|WebTransport|EventSource|RTCPeerConnection|sendBeacon|importScripts)\b|\bfetch\s*\(|["'](?:node:)?(?:net|tls|dgram|dns|https?|http2|undici)["']/g;

/** A page's worker is fetched from the extension's own folder, since it must be of the page's origin. */
const OWN: Readonly<Record<string, readonly string[]>> = { page: ['fetch('] };

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

  it('of the webview are held by its policy to the extension’s own files', () => {
    const webview = { cspSource: 'own:', asWebviewUri: (uri: unknown) => uri };
    const html = webviewHtml(webview as never, { path: '/' } as never, 'panel');
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1]?.split('; ') ?? [];
    const rule = (name: string): string | undefined => policy.find((each) => each.startsWith(name));
    assert.equal(rule('default-src'), `default-src 'none'`);
    assert.equal(rule('connect-src'), 'connect-src own:');
    assert.equal(rule('worker-src'), 'worker-src blob:');
    assert.doesNotMatch(html, /https?:|unsafe/);
  });
});

/** Comments of esbuild's stand on lines of their own. */
function withoutComments(program: string): string {
  return program.replaceAll(/^\s*\/\/.*$/gm, '');
}
