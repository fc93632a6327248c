import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { eventually } from '../../eventually';
import { type Door, keepDoor, mayEnter } from '../../host/doorkeeper.mjs';

const TOKEN = 'e4f1';
const COOKIE = `theme=dark; vscode-tkn=${TOKEN}; other=1`;

describe('who may enter', () => {
  const cases: readonly [what: string, url: string, headers: IncomingHttpHeaders, isIn: boolean][] = [
    ['the printed address', `/?tkn=${TOKEN}&folder=/a`, { host: '127.0.0.1:80' }, true],
    ['this machine by its other name', `/?tkn=${TOKEN}`, { host: 'localhost:80' }, true],
    ['what the page asks for', '/static/out/x.js', { host: '127.0.0.1:80', cookie: COOKIE }, true],
    [
      'the page’s own scripts, with all that a browser says of them',
      '/x.js',
      {
        host: '127.0.0.1:80',
        origin: 'http://127.0.0.1:80',
        'sec-fetch-site': 'same-origin',
        cookie: COOKIE,
      },
      true,
    ],
    ['no token', '/', { host: '127.0.0.1:80' }, false],
    ['an empty token', '/?tkn=', { host: '127.0.0.1:80', cookie: 'vscode-tkn=' }, false],
    ['part of the token', '/?tkn=e4f', { host: '127.0.0.1:80' }, false],
    ['another cookie', '/', { host: '127.0.0.1:80', cookie: `x-vscode-tkn=${TOKEN}` }, false],
    ['a token that is no query', `/tkn=${TOKEN}`, { host: '127.0.0.1:80' }, false],
    ['no host', '/', { cookie: COOKIE }, false],
    ['a name that leads here', `/?tkn=${TOKEN}`, { host: 'rebound.example:80', cookie: COOKIE }, false],
    ['another port’s name', '/', { host: '127.0.0.1:81', cookie: COOKIE }, false],
    ['a foreign page', '/', { host: '127.0.0.1:80', origin: 'https://evil.example', cookie: COOKIE }, false],
    [
      'a page of another port of this machine',
      '/',
      { host: '127.0.0.1:80', origin: 'http://127.0.0.1:81', cookie: COOKIE },
      false,
    ],
    ['a page that hides its origin', '/', { host: '127.0.0.1:80', origin: 'null', cookie: COOKIE }, false],
    ...['cross-site', 'same-site'].map((site): (typeof cases)[number] => [
      `a script in a page that is ${site}`,
      '/vscode-remote-resource?path=/etc/passwd',
      { host: '127.0.0.1:80', 'sec-fetch-site': site, cookie: COOKIE },
      false,
    ]),
  ];
  for (const [what, url, headers, isIn] of cases) {
    it(`${isIn ? 'is' : 'is not'} ${what}`, () => {
      assert.equal(mayEnter({ url, headers, socket: { localPort: 80 } }, TOKEN), isIn);
    });
  }
});

describe('the door', () => {
  let folder: string;
  let inner: Server;
  let door: Door;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'door-'));
    inner = createServer((asked, answer) => {
      answer.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] });
      answer.write(`${asked.method} ${asked.url} `);
      asked.pipe(answer);
    });
    inner.on('upgrade', (_, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      socket.pipe(socket);
    });
    const socket = process.platform === 'win32' ? `\\\\.\\pipe\\door-${process.pid}` : join(folder, 'socket');
    await new Promise<void>((resolve) => inner.listen(socket, resolve));
    door = await keepDoor(socket, TOKEN);
  });
  after(async () => {
    await door.close();
    inner.close();
    inner.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = (path: string, headers: Record<string, string> = {}, body = ''): Promise<[number, string]> =>
    new Promise((resolve, reject) => {
      const asked = request(`${door.origin}${path}`, { method: 'POST', headers }, (answer) => {
        let text = '';
        answer.on('data', (part) => (text += String(part)));
        answer.on('end', () => resolve([answer.statusCode ?? 0, text]));
      });
      asked.on('error', reject);
      asked.end(body);
    });

  /** @returns the status of the answer to the wish for a WebSocket, and what comes back of what is sent then */
  const upgrade = (path: string, headers: Record<string, string> = {}): Promise<[number, string]> =>
    new Promise((resolve, reject) => {
      const asked = request(`${door.origin}${path}`, {
        headers: { connection: 'Upgrade', upgrade: 'websocket', ...headers },
      });
      asked.on('upgrade', ({ statusCode = 0 }, socket) => {
        socket.once('data', (part) => {
          socket.destroy();
          resolve([statusCode, String(part)]);
        });
        socket.write('hello');
      });
      asked.on('response', (answer) => {
        answer.resume();
        resolve([answer.statusCode ?? 0, '']);
      });
      asked.on('error', reject);
      asked.end();
    });

  it('hands on what is asked and answered', async () => {
    assert.deepEqual(await ask(`/a?tkn=${TOKEN}`, {}, 'body'), [200, `POST /a?tkn=${TOKEN} body`]);
  });

  it('hands on a WebSocket, both ways', async () => {
    assert.deepEqual(await upgrade('/', { cookie: COOKIE, origin: door.origin }), [101, 'hello']);
  });

  it('holds what goes through a WebSocket until it is let go, and nothing else', async () => {
    const socket = await new Promise<Duplex>((resolve) =>
      request(`${door.origin}/?tkn=${TOKEN}`, { headers: { connection: 'Upgrade', upgrade: 'websocket' } })
        .on('upgrade', (_, upgraded: Duplex) => resolve(upgraded))
        .end(),
    );
    let heard = '';
    socket.on('data', (part) => (heard += String(part)));
    const release = door.hold();
    socket.write('hello');
    for (let i = 0; i < 3; i++) await ask(`/a?tkn=${TOKEN}`, {}, 'body');
    assert.equal(heard, '');
    release();
    await eventually(() => heard, 'hello');
    socket.destroy();
  });

  it('says nothing of what is behind it to anybody else', async () => {
    const [status, text] = await ask('/');
    assert.equal(status, 403);
    assert.doesNotMatch(text, /POST/);
    assert.deepEqual(await upgrade('/'), [403, '']);
    assert.deepEqual(await upgrade('/', { cookie: COOKIE, origin: 'https://evil.example' }), [403, '']);
  });

  it('is on this machine alone', () => {
    assert.match(door.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  });
});
