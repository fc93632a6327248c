/** A mask with eight elements to a byte, the first in the lowest bit: how masks travel to the webviews. */
export function packBits(mask: Uint8Array): ArrayBuffer {
  const bytes = new Uint8Array(packedLength(mask.length));
  for (let i = 0; i < mask.length; i++) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | ((mask[i] ?? 0) << (i & 7));
  return bytes.buffer;
}

/** The mask of so many elements that was packed. */
export function unpackBits(packed: ArrayBuffer, count: number): Uint8Array {
  const bytes = new Uint8Array(packed);
  const mask = new Uint8Array(count);
  for (let i = 0; i < count; i++) mask[i] = ((bytes[i >> 3] ?? 0) >> (i & 7)) & 1;
  return mask;
}

/** How many bytes a packed mask has. */
export function packedLength(count: number): number {
  return Math.ceil(count / 8);
}
