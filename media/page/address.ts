/** Browsers refuse an address that changes all the time. In milliseconds. */
const REST = 250;

let timer: ReturnType<typeof setTimeout> | undefined;
let first: string | undefined;

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
  clearTimeout(timer);
  timer = setTimeout(() => {
    const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
    const encoded = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    history.replaceState(null, '', `#${encoded}`);
  }, REST);
}
