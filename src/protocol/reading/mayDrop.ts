/**
 * What a text has in it that may be dropout: classes that drop (`Drop…`, and layers that drop within) and functions, where
 * they are called, given another name, derived from or reached through a module. A p that is called `dropout` is none, nor
 * are `frame.drop()` and what is only written about.
 */
const NAMES = [
  /Drop\w{0,30}(?:["']?[,):\r\n]|\(| as )|[.@]\w{0,30}Drop/,
  /dropout\w{0,10}(?:\(| as )|\b(?:F|functional|torch)\.\w{0,20}dropout/,
  /\bdrop_(?:path|connect)\w{0,10}\(|\b[Ss]tochastic_?[Dd]epth\w{0,10}(?:["']?[,):\r\n]|\(| as )/,
  /\b(?:Transformer|Transformer(?:En|De)coderLayer|MultiheadAttention|RNN|LSTM|GRU)(?:\(| as )/,
  /\.(?:Transformer|Transformer(?:En|De)coderLayer|MultiheadAttention|RNN|LSTM|GRU)\b/,
  /\bgetattr\((?:torch\.)?nn\b/,
  /(?:^|[.=(, \t\r\n])(?:scaled_dot_product_attention|multi_head_attention_forward)\b/,
];

/** One of these stands in each of them: to look for words takes a fraction of the time. */
const WORDS = [
  'Drop',
  'dropout',
  'drop_path',
  'drop_connect',
  'tochastic',
  'Transformer',
  'MultiheadAttention',
  'RNN',
  'LSTM',
  'GRU',
  'getattr(',
  'scaled_dot_product_attention',
  'multi_head_attention_forward',
];

/** Something in which words can be looked for: a text, or the bytes of one. */
interface Searchable {
  includes(word: string): boolean;
}

/** Whether something has the words in it without which there is no dropout. What has them may have none all the same. */
export function mentionsDropout(text: Searchable): boolean {
  return WORDS.some((word) => text.includes(word));
}

/** Whether a text can have dropout in it at all: only that is worth being parsed, in the editor, in the map and on the command line alike. */
export function mayDrop(text: string): boolean {
  return mentionsDropout(text) && NAMES.some((pattern) => pattern.test(text));
}
