/**
 * What the extension may use of the globals that every extension host has, Node's and the web worker's alike.
 * Neither @types/node nor the DOM's types are in sight here, on purpose.
 */
declare const crypto: { randomUUID(): string };
/** The bytes of a text in base 64, one in each character. */
declare function atob(base64: string): string;
declare class TextEncoder {
  encode(text: string): Uint8Array;
}

/** Node gives an object, the others a number. */
interface Timer {
  readonly isTimer: unique symbol;
}
declare function setTimeout(callback: () => void, milliseconds?: number): Timer;
declare function clearTimeout(timer: Timer | undefined): void;
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
