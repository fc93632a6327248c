/**
 * What a text has in it that may be dropout: classes that drop (`Drop…`, and layers that drop within) and functions, where
 * they are called, given another name, derived from or reached through a module. A p that is called `dropout` is none, nor
 * are `frame.drop()` and what is only written about.
 */
const NAMES = [
  /Drop\w{0,30}(?:["']?[,):\r\n]|\(| as )|[.@]\w{0,30}Drop/,
  /dropout\w{0,10}(?:\(| as )|\b(?:F|functional|torch)\.\w{0,20}dropout/,
  /\b(?:Transformer|Transformer(?:En|De)coderLayer|MultiheadAttention|RNN|LSTM|GRU)(?:\(| as )/,
  /\.(?:Transformer|Transformer(?:En|De)coderLayer|MultiheadAttention|RNN|LSTM|GRU)\b/,
  /(?:^|[.=(, \t\r\n])(?:scaled_dot_product_attention|multi_head_attention_forward)\b/,
];

/** Whether a text can have dropout in it at all: only that is worth being parsed, here as on the command line. */
export function mayDrop(text: string): boolean {
  return NAMES.some((pattern) => pattern.test(text));
}
