/** What a text has in it that may be dropout: its name, or that of a layer that drops within. */
const NAMES = /drop|attention|transformer|\b(?:RNN|LSTM|GRU)\b/i;

/** Whether a text can have dropout in it at all: only that is worth being parsed, here as on the command line. */
export function mayDrop(text: string): boolean {
  return NAMES.test(text);
}
