/** Browsers refuse an address that changes all the time: it is written at once, and then so often. In milliseconds. */
const PAUSE = 200;

let first: string | undefined;
let waiting: string | undefined;
let isResting = false;

/** What is stored in the address; undefined where there is nothing that can be read. */
export function readAddress(): unknown {
  const text = location.hash.slice(1);
  if (text === '') return undefined;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    console.warn('The address has no playground that can be read.');
    return undefined;
  }
}

/** Stores something in the address, from its first change on. */
export function writeAddress(value: unknown): void {
  const text = JSON.stringify(value);
  first ??= text;
  if (text === first && location.hash === '') return;
  waiting = text;
  if (!isResting) write();
}

function write(): void {
  isResting = waiting !== undefined;
  if (waiting === undefined) return;
  const binary = Array.from(new TextEncoder().encode(waiting), (byte) => String.fromCharCode(byte)).join('');
  const encoded = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  waiting = undefined;
  history.replaceState(null, '', `#${encoded}`);
  setTimeout(write, PAUSE);
}
