/** A mask with eight elements to a byte, the first in the lowest bit: how masks travel to the webviews. */
export function packBits(mask: Uint8Array): ArrayBuffer {
  const bytes = new Uint8Array(packedLength(mask.length));
  for (let byte = 0, i = 0; byte < bytes.length; byte++) {
    let bits = 0;
    for (let bit = 0; bit < 8; bit++, i++) bits |= (mask[i] ?? 0) << bit;
    bytes[byte] = bits;
  }
  return bytes.buffer;
}

/** The mask of so many elements that was packed. */
export function unpackBits(packed: ArrayBuffer, count: number): Uint8Array {
  const bytes = new Uint8Array(packed);
  const mask = new Uint8Array(count);
  for (let byte = 0, i = 0; i < count; byte++) {
    const bits = bytes[byte] ?? 0;
    for (let bit = 0; bit < 8 && i < count; bit++, i++) mask[i] = (bits >> bit) & 1;
  }
  return mask;
}

/** How many bytes a packed mask has. */
export function packedLength(count: number): number {
  return Math.ceil(count / 8);
}
