/** A word, with the parenthesis of a call behind it. */
const WORDS = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*\(?/g;

/** What a character may be of a word: nothing, any part of it, or any but the first. Other alphabets' may be any part. */
const [NO_PART, ANY_PART, NOT_FIRST] = [0, 1, 2];
const PARTS = new Uint8Array(0x1_0000).fill(ANY_PART, 0x80);
for (let code = 0; code < 0x80; code++) {
  const character = String.fromCharCode(code);
  PARTS[code] = /\d/.test(character) ? NOT_FIRST : /\w/.test(character) ? ANY_PART : NO_PART;
}
const [SPACE, OPENING, UPPER_A, UPPER_Z, HYPHEN, UNDERSCORE] = [0x20, 0x28, 0x41, 0x5a, 0x2d, 0x5f];

/** Which files have which words in them: of a tree of thousands only these few have to be kept in mind, and not the texts. */
export class WordIndex {
  readonly #files = new Map<string, Words>();
  /** The words of settings' classes by what they are called in all ways of writing it. */
  readonly #settings = new Map<string, Set<string>>();
  /** What was found since the last change: many ask for the same. */
  readonly #found = new Map<string, readonly string[]>();

  /** Notes a file's text. */
  set(uri: string, text: string): void {
    const words = new Words();
    // Every character of a workspace passes here.
    for (let at = 0; at < text.length; at++) {
      const first = text.charCodeAt(at);
      if (first === HYPHEN && text.charCodeAt(at + 1) === HYPHEN) words.add(keyOfOption(text, at + 2));
      if (PARTS[first] !== ANY_PART) continue;
      const from = at;
      let key = START;
      let code = first;
      do {
        key = keyOn(key, code);
        code = ++at < text.length ? text.charCodeAt(at) : 0;
      } while (PARTS[code] !== NO_PART);
      // `Net (p)` is a call as well.
      const behind = code === SPACE ? text.charCodeAt(at + 1) : code;
      if (words.add(behind === OPENING ? keyOn(key, OPENING) : key) && first >= UPPER_A && first <= UPPER_Z)
        this.#noteSettings(text.slice(from, at));
    }
    this.#files.set(uri, words);
    this.#found.clear();
  }

  /** Notes what may be the name of a class of settings. */
  #noteSettings(word: string): void {
    const name = settingsName(word);
    if (name === undefined) return;
    const words = this.#settings.get(name) ?? new Set();
    this.#settings.set(name, words.add(copied(word)));
  }

  /** The words that may be classes of settings after which a name is called: `NeoXArgs`, of `neox_args`. */
  settingsCalled(name: string): readonly string[] {
    return [...(this.#settings.get(settingsName(name) ?? '') ?? [])];
  }

  delete(uri: string): void {
    if (this.#files.delete(uri)) this.#found.clear();
  }

  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  /** The files that have a word, or `word(`; of a longer text those that have its last word. A file that lacks it is rarely among them. */
  filesWith(text: string): readonly string[] {
    const known = this.#found.get(text);
    if (known !== undefined) return known;
    const word = text.match(WORDS)?.at(-1);
    if (word === undefined) return [];
    const key = keyOf(word);
    const called = word.endsWith('(') ? key : keyOn(key, OPENING);
    const found: string[] = [];
    for (const [uri, words] of this.#files) if (words.has(key) || words.has(called)) found.push(uri);
    this.#found.set(text, found);
    return found;
  }
}

/** Where the key of a word begins, and how it goes on with another character: as Fowler, Noll and Vo have it. */
export const START = 0x811c_9dc5 | 0;

export function keyOn(key: number, code: number): number {
  return Math.imul(key ^ code, 0x0100_0193);
}

/** The key of the name that an option has in the code: `drop_rate` of `--drop-rate`. */
function keyOfOption(text: string, from: number): number {
  let key = START;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== HYPHEN && PARTS[code] === NO_PART) break;
    key = keyOn(key, code === HYPHEN ? UNDERSCORE : code);
  }
  return key;
}

function keyOf(word: string): number {
  let key = START;
  for (let at = 0; at < word.length; at++) key = keyOn(key, word.charCodeAt(at));
  return key;
}

/** A free place of a table. The word that has this key counts as one that every file has. */
const FREE = 0;

/** Words by their keys, of which two may share one: a table that takes a tenth of the words themselves. */
class Words {
  #table = new Int32Array(64);
  #count = 0;

  /** Returns whether it is a new one. */
  add(key: number): boolean {
    const at = this.#placeOf(key);
    if (this.#table[at] !== FREE) return false;
    this.#table[at] = key;
    this.#count++;
    if (this.#count * 4 > this.#table.length * 3) this.#grow();
    return true;
  }

  has(key: number): boolean {
    return this.#table[this.#placeOf(key)] === key;
  }

  /** The place where a key is, or belongs. */
  #placeOf(key: number): number {
    const table = this.#table;
    const last = table.length - 1;
    let at = (key ^ (key >>> 15)) & last;
    while (table[at] !== FREE && table[at] !== key) at = (at + 1) & last;
    return at;
  }

  #grow(): void {
    const before = this.#table;
    this.#table = new Int32Array(before.length * 2);
    for (const key of before) if (key !== FREE) this.#table[this.#placeOf(key)] = key;
  }
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/(?:configuration|config|cfg|conf)$/, ' config'],
  [/(?:arguments|args)$/, ' args'],
  [/(?:options|opts|opt)$/, ' opt'],
  [/(?:hyperparameters|hparams|parameters|params)$/, ' params'],
  [/settings$/, ' settings'],
];

/** What settings of something are called, in whatever way it is written; undefined of other names, and of settings of nothing. */
function settingsName(name: string): string | undefined {
  const plain = name.toLowerCase().replaceAll('_', '');
  for (const [kind, written] of KINDS)
    if (kind.test(plain)) return kind.exec(plain)?.index === 0 ? undefined : plain.replace(kind, written);
  return undefined;
}

/** For the sake of a piece that is longer than this engines keep the whole text from which it was cut. */
const LONGEST_COPIED = 12;

/** A word that keeps nothing of the text that it was found in. */
function copied(word: string): string {
  return word.length > LONGEST_COPIED ? Array.from(word).join('') : word;
}
