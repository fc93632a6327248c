const decoder = new TextDecoder();

/** The text that a file's bytes are. @throws Error that says in one line why they are none */
export function textOf(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new Error('it is no text');
  return decoder.decode(bytes);
}
