import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { parsePythonNumber, type PythonNumber } from '../../src/torch';

/* How goldens write numbers down. */

export function decodeFloat32(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
}

export function decodeFloat64(base64: string): Float64Array {
  return new Float64Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
}

/** The bytes of float32 values, with one nan for all: which nan it is differs between processors. */
export function bytesOf(values: Float32Array): Buffer {
  const copy = new Uint32Array(Float32Array.from(values).buffer);
  values.forEach((value, i) => {
    if (Number.isNaN(value)) copy[i] = 0x7fc00000;
  });
  return Buffer.from(copy.buffer);
}

export function digest(data: Buffer | string): string {
  return `#${createHash('sha256').update(data).digest('hex').slice(0, 32)}`;
}

/** The number a golden's p is written as; beside literals there are nan and inf. */
export function numberOf(text: string): PythonNumber {
  const special = { nan: NaN, inf: Infinity, '-inf': -Infinity }[text];
  const number = special === undefined ? parsePythonNumber(text) : { type: 'float' as const, value: special };
  assert.ok(number, `${text} is no Python number`);
  return number;
}
