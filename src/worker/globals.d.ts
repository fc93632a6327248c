/** What workers have of globals in Node and in browsers alike. */
declare const console: { error(...values: unknown[]): void };
declare function setTimeout(callback: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;
/** In a browser's worker alone. */
declare let onmessage: ((event: { readonly data: unknown }) => void) | null;
