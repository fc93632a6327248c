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
  readonly #blocks: Block[] = [];
  /** Where each file is noted, and where there is room that others left. */
  readonly #places = new Map<string, Place>();
  readonly #left: Place[] = [];
  /** The words of settings' classes by what they are called in all ways of writing it. */
  readonly #settings = new Map<string, Set<string>>();
  /** What was found since the last change: many ask for the same. */
  readonly #found = new Map<string, readonly string[]>();

  /** Notes a file's text. */
  set(uri: string, text: string): void {
    this.delete(uri);
    const { block, bit } = this.#take(uri);
    // Every character of a workspace passes here.
    for (let at = 0; at < text.length; at++) {
      const first = text.charCodeAt(at);
      if (first === HYPHEN && text.charCodeAt(at + 1) === HYPHEN) block.add(keyOfOption(text, at + 2), bit);
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
      const isNew = block.add(behind === OPENING ? keyOn(key, OPENING) : key, bit);
      if (isNew && first >= UPPER_A && first <= UPPER_Z) this.#noteSettings(text.slice(from, at));
    }
    this.#found.clear();
  }

  #take(uri: string): Place {
    const place = this.#left.pop() ?? this.#add();
    place.block.uris[place.bit] = uri;
    this.#places.set(uri, place);
    return place;
  }

  #add(): Place {
    let block = this.#blocks.at(-1);
    if (block === undefined || block.uris.length === FILES) this.#blocks.push((block = new Block()));
    return { block, bit: block.uris.length };
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
    const place = this.#places.get(uri);
    if (place === undefined) return;
    place.block.free(place.bit);
    this.#places.delete(uri);
    this.#left.push(place);
    this.#found.clear();
  }

  has(uri: string): boolean {
    return this.#places.has(uri);
  }

  /** The files that have a word, or `word(`; of a longer text those that have its last word. A file that lacks it is rarely among them. */
  filesWith(text: string): readonly string[] {
    const known = this.#found.get(text);
    if (known !== undefined) return known;
    const keys = keysOf(text);
    const found = keys.length === 0 ? NO_FILES : this.#blocks.flatMap((block) => block.filesWith(keys));
    this.#found.set(text, found);
    return found;
  }

  /** Whether a file is one of these. */
  hasWord(uri: string, text: string): boolean {
    const place = this.#places.get(uri);
    return place !== undefined && (place.block.maskOf(keysOf(text)) & (1 << place.bit)) !== 0;
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

/** The keys of a text's last word, and of a call of it. */
function keysOf(text: string): readonly number[] {
  const word = text.match(WORDS)?.at(-1);
  if (word === undefined) return [];
  const key = keyOf(word);
  return word.endsWith('(') ? [key] : [key, keyOn(key, OPENING)];
}

function keyOf(word: string): number {
  let key = START;
  for (let at = 0; at < word.length; at++) key = keyOn(key, word.charCodeAt(at));
  return key;
}

/** A free place of a table, and the key of the word that has this one. */
const [FREE, NOT_FREE] = [0, 1];

/** As many files as a number has bits: neighbours, which mostly have the same words. */
const FILES = 32;

/** Where a file is noted: the bit that stands for it in a block. */
interface Place {
  readonly block: Block;
  readonly bit: number;
}

/** The words of some files by their keys, of which two may share one, each with the files that have it: a tenth of what the words themselves take. */
class Block {
  /** By their bits; undefined where one is gone. */
  readonly uris: (string | undefined)[] = [];
  #keys = new Int32Array(64);
  #files = new Int32Array(64);
  #count = 0;

  /** Forgets what the file of a bit has. */
  free(bit: number): void {
    this.uris[bit] = undefined;
    for (let at = 0; at < this.#files.length; at++) this.#files[at] = (this.#files[at] ?? 0) & ~(1 << bit);
  }

  /** Returns whether it is a new word of that file. */
  add(word: number, bit: number): boolean {
    const key = word === FREE ? NOT_FREE : word;
    const at = this.#placeOf(key);
    const files = this.#files[at] ?? 0;
    if ((files & (1 << bit)) !== 0) return false;
    this.#files[at] = files | (1 << bit);
    if (this.#keys[at] === FREE) {
      this.#keys[at] = key;
      this.#count++;
      if (this.#count * 4 > this.#keys.length * 3) this.#grow();
    }
    return true;
  }

  /** The bits of the files that have a word of one of some keys. */
  maskOf(keys: readonly number[]): number {
    return keys.reduce((files, key) => files | this.#filesOf(key), 0);
  }

  filesWith(keys: readonly number[]): readonly string[] {
    const files = this.maskOf(keys);
    if (files === 0) return NO_FILES;
    return this.uris.flatMap((uri, bit) => (uri !== undefined && (files & (1 << bit)) !== 0 ? uri : []));
  }

  #filesOf(word: number): number {
    const key = word === FREE ? NOT_FREE : word;
    const at = this.#placeOf(key);
    return this.#keys[at] === key ? (this.#files[at] ?? 0) : 0;
  }

  /** The place where a key is, or belongs. */
  #placeOf(key: number): number {
    const keys = this.#keys;
    const last = keys.length - 1;
    let at = (key ^ (key >>> 15)) & last;
    while (keys[at] !== FREE && keys[at] !== key) at = (at + 1) & last;
    return at;
  }

  #grow(): void {
    const [keys, files] = [this.#keys, this.#files];
    this.#keys = new Int32Array(keys.length * 2);
    this.#files = new Int32Array(keys.length * 2);
    this.#count = 0;
    for (const [at, key] of keys.entries()) {
      const having = files[at] ?? 0;
      // What only files had that are gone needs no place.
      if (having === 0) continue;
      const place = this.#placeOf(key);
      this.#keys[place] = key;
      this.#files[place] = having;
      this.#count++;
    }
  }
}

const NO_FILES: readonly string[] = [];

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
