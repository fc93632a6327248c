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
declare class AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
declare class MessagePort {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  on?(name: 'message', listen: (data: unknown) => void): unknown;
  close(): void;
}
declare class MessageChannel {
  readonly port1: MessagePort;
  readonly port2: MessagePort;
}
declare const Blob: new (parts: readonly Uint8Array[], options: { type: string }) => object;
declare const URL: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void };
/** In a browser alone. */
declare const Worker: new (url: string) => {
  postMessage(message: unknown, transfer: readonly object[]): void;
  onerror: ((event: { readonly message?: string }) => void) | null;
  terminate(): void;
};
