/** Writes Python, down a file's lines. */
interface Lines {
  write(text: string, line?: number): void;
  scalar(value: unknown, line: number): void;
}

const BETWEEN = /[\s,]+|#[^\n]*|\/\/[^\n]*/y;
const INCLUDE = /include[ \t][^\n]*/y;
const KEY = /(?:"([^"\\\n]*)"|([\w-]+))[ \t]*/y;
const SIGN = /[=:]\s*/y;
const REFERENCE = /\$\{(\w+(?:\.\w+)*)\}[ \t]*/y;
const QUOTED = /"((?:[^"\\\n]|\\.)*)"/y;
const UNQUOTED = /[^\n,{}[\]#]+/y;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const WORDS = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** What cannot be the name of something in Python. */
const NO_NAME =
  /^(?:\d|(?:None|True|False|and|class|def|del|for|from|global|if|import|in|is|lambda|not|or|pass|try|while|with)$)|\W/;

/**
 * Writes what a file in HOCON has, the superset of JSON that pyhocon reads, as Python that gives a name that. Before it each setting has a name of its
 * own, for others to take it in: `large = ${base} {size = 3}` becomes `large = {**base, "size": 3}`.
 *
 * @throws SyntaxError where it has more than keys with numbers, texts, lists and blocks, and blocks that take in others.
 */
export function writeHocon(text: string, name: string, lines: Lines): void {
  let at = 0;
  let [counted, passed] = [0, 0];
  const line = (): number => {
    for (; counted < at; counted++) if (text.charAt(counted) === '\n') passed++;
    return passed;
  };
  const taken = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text) ?? undefined;
    at += match?.[0].length ?? 0;
    return match;
  };
  const closed = (mark: string): boolean => {
    while (taken(BETWEEN) !== undefined);
    if (mark === '' ? at < text.length : text.charAt(at) !== mark) return false;
    at += mark.length;
    return true;
  };
  const names = new Set<string>();

  /** @param entry writes a key and its value, or what another file has, of which the key is undefined */
  function block(mark: string, entry: (key: string | undefined, line: number) => boolean): void {
    const keys = new Set<string>();
    while (!closed(mark)) {
      const own = line();
      const isElsewhere = taken(INCLUDE) !== undefined;
      const [, quoted, key = quoted] = isElsewhere ? [] : (taken(KEY) ?? []);
      const isSet = taken(SIGN) !== undefined || text.charAt(at) === '{';
      if (!isElsewhere && (key === undefined || !isSet)) throw new SyntaxError('no key');
      // Of two blocks of a name each has its part.
      if (entry(key, own) && key !== undefined && keys.has(key)) throw new SyntaxError('twice');
      if (key !== undefined) keys.add(key);
    }
  }

  /** @returns whether it is a block */
  function value(): boolean {
    const own = line();
    const references: string[] = [];
    for (let found = taken(REFERENCE)?.[1]; found !== undefined; found = taken(REFERENCE)?.[1])
      references.push(names.has(found.split('.')[0] ?? '') ? found : '...');
    const mark = text.charAt(at);
    if (mark === '{' || (mark === '[' && references.length === 0)) {
      at++;
      lines.write(`${mark}${references.map((one) => `**${one}, `).join('')}`, own);
      if (mark === '{') block('}', inBlock);
      else
        while (!closed(']')) {
          value();
          lines.write(', ');
        }
      lines.write(mark === '{' ? '}' : ']');
      return mark === '{';
    }
    const quoted = text.startsWith('"""', at) ? undefined : taken(QUOTED)?.[1];
    const said =
      taken(UNQUOTED)?.[0]
        .replace(/\/\/.*/, '')
        .trim() ?? '';
    if (/["[{]/.test(text.charAt(at)) || said.includes('"')) throw new SyntaxError('put together');
    const [only, ...others] = references;
    const isPlain = only === undefined && !said.includes('$') && (quoted === undefined || said === '');
    if (isPlain && quoted === undefined && said === '') throw new SyntaxError('no value');
    const word = WORDS.get(said);
    if (only !== undefined && others.length === 0 && quoted === undefined && said === '')
      lines.write(only, own);
    else if (!isPlain) lines.write('...', own);
    else if (quoted === undefined && word !== undefined) lines.scalar(word, own);
    else if (quoted === undefined && NUMBER.test(said)) lines.scalar(Number(said), own);
    else lines.write(JSON.stringify(quoted ?? said), own);
    return false;
  }

  function inBlock(key: string | undefined, own: number): boolean {
    lines.write(key === undefined ? '**...' : `${JSON.stringify(key)}: `, own);
    const isBlock = key !== undefined && value();
    lines.write(', ');
    return isBlock;
  }

  const parts: string[] = [];
  if (closed('{')) throw new SyntaxError('JSON');
  block('', (key, own) => {
    parts.push(key === undefined ? '**...' : `${JSON.stringify(key)}: ${key}`);
    if (key === undefined) return false;
    if (NO_NAME.test(key) || key === name) throw new SyntaxError('no name');
    lines.write(`${key} = `, own);
    const isBlock = value();
    lines.write('; ');
    names.add(key);
    return isBlock;
  });
  lines.write(`${name} = {${parts.join(', ')}}`);
}
