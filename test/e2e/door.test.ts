// The served VS Code itself, behind the door that the tests and `npm start` put before it.
import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeData, repository } from '../host/places.mjs';
import { startServer, type Server } from '../host/server.mjs';

describe('the served VS Code', () => {
  let data: string;
  let server: Server;

  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'dropout-'));
    server = await startServer({ data });
  });
  after(async () => {
    await server.stop();
    await removeData(data);
  });

  /** The status of an answer, and its text. */
  const ask = (path: string, headers: Record<string, string>): Promise<[number, string]> =>
    new Promise((resolve, reject) => {
      const read = (answer: IncomingMessage): void => {
        let text = '';
        answer.on('data', (part) => (text += String(part)));
        answer.on('end', () => resolve([answer.statusCode ?? 0, text]));
      };
      get(`${server.origin}${path}`, { headers }, read)
        .on('upgrade', ({ statusCode = 0 }, socket) => {
          socket.destroy();
          resolve([statusCode, '']);
        })
        .on('error', reject);
    });

  const cookie = (): Record<string, string> => ({ cookie: `vscode-tkn=${server.token}` });
  const FILE = `/vscode-remote-resource?path=${encodeURIComponent(join(repository, 'package.json'))}`;
  const WEB_SOCKET = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  };
  const SOCKET = '/?reconnectionToken=00000000-0000-4000-8000-000000000000&reconnection=false';

  it('opens by the address that is printed', async () => {
    const [status] = await ask(server.url(data).slice(server.origin.length), {});
    assert.ok(status === 200 || status === 302, String(status));
    const [, page] = await ask('/', cookie());
    assert.match(page, /<html/);
  });

  it('gives its own page what it asks for', async () => {
    const [status, text] = await ask(FILE, cookie());
    assert.equal(status, 200);
    assert.match(text, /"name": "dropout-playground"/);
    const [upgraded] = await ask(SOCKET, { ...WEB_SOCKET, ...cookie(), origin: server.origin });
    assert.equal(upgraded, 101);
  });

  const others: readonly [who: string, headers: () => Record<string, string>][] = [
    ['without the token', () => ({})],
    ['with another token', () => ({ cookie: 'vscode-tkn=00000000000000000000000000000000' })],
    ['by another name', () => ({ ...cookie(), host: 'rebound.example' })],
    ['from a foreign page', () => ({ ...cookie(), origin: 'https://foreign.example' })],
    ['from a page of another port', () => ({ ...cookie(), origin: 'http://127.0.0.1:1' })],
  ];
  for (const [who, headers] of others) {
    it(`gives nobody anything ${who}`, async () => {
      const [page] = await ask('/', headers());
      const [file, text] = await ask(FILE, headers());
      const [socket] = await ask(SOCKET, { ...WEB_SOCKET, ...headers() });
      assert.deepEqual([page, file, socket], [403, 403, 403]);
      assert.doesNotMatch(text, /dropout-playground/);
    });
  }
});
