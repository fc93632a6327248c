/**
 * What the extension may use of the globals that every extension host has, Node's and the web worker's alike.
 * Neither @types/node nor the DOM's types are in sight here, on purpose.
 */
declare const crypto: { randomUUID(): string };
declare function setTimeout(callback: () => void, milliseconds?: number): unknown;
