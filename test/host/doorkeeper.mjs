// Stands before the served VS Code, which by itself would let in any page of any site and any user of the machine:
// only those come through who have the token, and browsers only from VS Code's own page.
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, request as forward } from 'node:http';
import { connect } from 'node:net';
import { pipeline } from 'node:stream';

/** VS Code's own names for the token, in an address and in the cookie that it sets for the rest. */
const QUERY = 'tkn';
const COOKIE = 'vscode-tkn';

const REFUSAL = 'VS Code opens by the address alone that was printed where it was started.\n';

/**
 * @typedef {object} Door
 * @property {string} origin
 * @property {() => () => void} hold lets nothing through those WebSockets that are open, in either direction, until what
 *   it gives is called: as where the other side is busy, or far away
 * @property {() => Promise<void>} close
 */

/**
 * Lets those who may come in through to a server that listens on a socket of the file system.
 *
 * @param {string} socketPath
 * @param {string} token
 * @returns {Promise<Door>}
 */
export async function keepDoor(socketPath, token) {
  const door = createServer((request, response) => {
    if (!mayEnter(request, token)) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(REFUSAL);
      return;
    }
    const { method, url, headers } = request;
    const inner = forward({ socketPath, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response, () => undefined);
    });
    inner.on('error', () => response.destroy());
    request.pipe(inner);
  });
  /**
   * WebSockets, which the server itself does not count among its connections any more, with what they lead to.
   *
   * @type {Map<import('node:stream').Duplex, import('node:stream').Duplex>}
   */
  const upgraded = new Map();
  door.on('upgrade', (request, socket, head) => {
    if (!mayEnter(request, token)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    const inner = connect(socketPath, () => {
      const lines = [`${request.method} ${request.url} HTTP/1.1`];
      for (let i = 0; i < request.rawHeaders.length; i += 2)
        lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
      inner.write(`${lines.join('\r\n')}\r\n\r\n`);
      inner.write(head);
    });
    upgraded.set(socket, inner);
    pipeline(socket, inner, socket, () => {
      upgraded.delete(socket);
      inner.destroy();
    });
  });
  await new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    door.once('error', reject);
    door.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${portOf(door)}`,
    hold: () => {
      const held = [...upgraded].flat();
      for (const end of held) end.cork();
      return () => {
        for (const end of held) end.uncork();
      };
    },
    close: () =>
      new Promise((resolve) => {
        door.close(() => resolve());
        door.closeAllConnections();
        for (const socket of upgraded.keys()) socket.destroy();
      }),
  };
}

/**
 * Whether a request is from VS Code's own page, or from someone who was given its address: it names this very server,
 * no other site had a part in it, and it has the token.
 *
 * @param {Pick<import('node:http').IncomingMessage, 'url' | 'headers'> & { socket: { localPort?: number | undefined } }} request
 * @param {string} token
 * @returns {boolean}
 */
export function mayEnter({ url = '', headers, socket }, token) {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`);
  const { host, origin, 'sec-fetch-site': site } = headers;
  // Another name that leads here is how a foreign page makes itself this server's own.
  if (host === undefined || !hosts.includes(host)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  // A foreign page can load scripts and pictures without naming itself as an origin.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return [fromQuery(url), fromCookie(headers.cookie)].some(
    (given) => given !== undefined && isSame(given, token),
  );
}

/** @param {string} url */
function fromQuery(url) {
  const start = url.indexOf('?');
  return start < 0 ? undefined : (new URLSearchParams(url.slice(start)).get(QUERY) ?? undefined);
}

/** @param {string | undefined} cookies */
function fromCookie(cookies = '') {
  const pairs = cookies.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

/**
 * In a time that tells nothing of how far two texts agree.
 *
 * @param {string} one
 * @param {string} other
 */
function isSame(one, other) {
  const hash = (/** @type {string} */ text) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}

/** @param {import('node:http').Server} server */
function portOf(server) {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The door has no port.');
  return address.port;
}
