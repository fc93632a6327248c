/** Philox4x32-10 as its paper writes it, in integers of any size. */
export function philox(counter: readonly number[], key: readonly number[]): number[] {
  let [c0 = 0n, c1 = 0n, c2 = 0n, c3 = 0n] = counter.map((part) => BigInt(part));
  let [k0 = 0n, k1 = 0n] = key.map((part) => BigInt(part));
  for (let round = 0; round < 10; round++) {
    const [a, b] = [0xd2511f53n * c0, 0xcd9e8d57n * c2];
    [c0, c1, c2, c3] = [(b >> 32n) ^ c1 ^ k0, b & 0xffffffffn, (a >> 32n) ^ c3 ^ k1, a & 0xffffffffn];
    k0 = BigInt.asUintN(32, k0 + 0x9e3779b9n);
    k1 = BigInt.asUintN(32, k1 + 0xbb67ae85n);
  }
  return [c0, c1, c2, c3].map(Number);
}
