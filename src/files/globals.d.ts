/** What Node, browsers and their workers have alike. */
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
