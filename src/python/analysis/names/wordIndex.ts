/** Words, with the parenthesis of a call behind them. */
const WORDS = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*\(?/g;

/** So many entries of older texts may be left before the index is made anew. */
const MOST_STALE = 1000;

/** Which files have which words in them: of a tree of thousands only these few have to be kept in mind, and not the texts. */
export class WordIndex {
  /** By their numbers; undefined where a file has another text now, or is gone. */
  #files: (string | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  #postings = new Map<string, number[]>();
  /** The words of settings' classes by what they are called in all ways of writing it. */
  readonly #settings = new Map<string, Set<string>>();

  /** Notes a file's text. */
  set(uri: string, text: string): void {
    this.delete(uri);
    const number = this.#files.push(uri) - 1;
    this.#numbers.set(uri, number);
    for (const word of new Set(text.match(WORDS))) {
      const known = this.#postings.get(word);
      if (known !== undefined) known.push(number);
      else {
        this.#postings.set(copied(word), [number]);
        this.#noteSettings(copied(word.replace('(', '')));
      }
    }
    if (this.#files.length - this.#numbers.size > MOST_STALE + this.#numbers.size) this.#compact();
  }

  /** Notes what may be the name of a class of settings. */
  #noteSettings(word: string): void {
    const name = /^[A-Z]/.test(word) ? settingsName(word) : undefined;
    if (name === undefined) return;
    const words = this.#settings.get(name) ?? new Set();
    this.#settings.set(name, words.add(word));
  }

  /** The words that may be classes of settings after which a name is called: `NeoXArgs`, of `neox_args`. */
  settingsCalled(name: string): readonly string[] {
    return [...(this.#settings.get(settingsName(name) ?? '') ?? [])];
  }

  delete(uri: string): void {
    const number = this.#numbers.get(uri);
    if (number === undefined) return;
    this.#files[number] = undefined;
    this.#numbers.delete(uri);
  }

  has(uri: string): boolean {
    return this.#numbers.has(uri);
  }

  /** The files that have a word, or `word(`; of what is no word, those that have the last one in it. */
  filesWith(text: string): readonly string[] {
    const word = text.match(WORDS)?.at(-1);
    if (word === undefined) return [];
    const wanted = word.endsWith('(') ? [word] : [word, `${word}(`];
    const numbers = new Set(wanted.flatMap((one) => this.#postings.get(one) ?? []));
    return [...numbers].flatMap((number) => this.#files[number] ?? []);
  }

  /** Leaves out what is said of older texts. */
  #compact(): void {
    const numbers = new Map<number, number>();
    const files: string[] = [];
    for (const [number, uri] of this.#files.entries())
      if (uri !== undefined) {
        numbers.set(number, files.length);
        this.#numbers.set(uri, files.length);
        files.push(uri);
      }
    this.#files = files;
    const postings = new Map<string, number[]>();
    for (const [word, all] of this.#postings) {
      const kept = all.flatMap((number) => numbers.get(number) ?? []);
      if (kept.length > 0) postings.set(word, kept);
    }
    this.#postings = postings;
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

/** Engines keep all of a text for a longer piece of it. */
const LONGEST_COPIED = 12;

/** A word that keeps nothing of the text that it was found in. */
function copied(word: string): string {
  return word.length > LONGEST_COPIED ? Array.from(word).join('') : word;
}
