import { type AST, getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar } from 'yaml';
import { commandsOf } from './commandText';
import { writeHocon } from './hocon';

/** Whether a file holds settings, or commands, rather than code. */
export function isData(uri: string): boolean {
  return /\.(?:ya?ml|json|jsonnet|toml|ini|cfg|conf|sh)$/.test(uri);
}

/** The name that what a file of settings holds is given in the Python that says the same. */
export const DATA_NAME = 'config';

/**
 * A file of settings as Python that gives a name what it holds, each number on the line on which it stands in the file; then
 * all that reads Python reads it, and leads to the right line. Empty where it cannot be read.
 */
export function pythonOfData(uri: string, text: string): string {
  try {
    const isJson = uri.endsWith('.json');
    const plain = isJson ? withoutRemarks(text) : text;
    if (isJson && plain === text) return pythonOfJson(text);
    const writer = new Writer();
    // Other names may come first.
    if (!/\.(?:jsonnet|conf)$/.test(uri)) writer.write(`${DATA_NAME} = `);
    if (uri.endsWith('.jsonnet')) writeJsonnet(text, writer);
    else if (uri.endsWith('.toml')) writeToml(text, writer);
    else if (/\.(?:ini|cfg)$/.test(uri)) writeIni(text, writer);
    else if (uri.endsWith('.conf')) writeHocon(text, DATA_NAME, writer);
    else if (uri.endsWith('.sh')) writeCommands(text, writer);
    else writeYaml(plain, writer);
    writer.write('\n');
    return writer.text;
  } catch {
    return '';
  }
}

/** A text in JSON, or a remark, which those write that read it with `json5` or `commentjson`: then it is read as YAML, which takes the rest as well. */
const QUOTED_OR_JSON_REMARK = /"(?:[^"\\]|\\.)*"?|\/\/[^\n]*/g;

function withoutRemarks(text: string): string {
  return text.replace(QUOTED_OR_JSON_REMARK, (part) => (part.startsWith('"') ? part : ''));
}

/** Writes Python, down a file's lines. */
export class Writer {
  text = '';
  #line = 0;

  /** @param line from 0, on which it stands */
  write(text: string, line = this.#line): void {
    if (line > this.#line) {
      this.text += '\n'.repeat(line - this.#line);
      this.#line = line;
    }
    this.text += text;
  }

  scalar(value: unknown, line: number): void {
    this.write(literal(value), line);
  }
}

/** What takes over another setting of the same file, as hydra and OmegaConf have it: `${model.dropout}`. */
const REFERENCE = /^\$\{([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\}$/;

/** What stands in Python for a value; what has no such is some value that nobody knows. */
function literal(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? String(value) : '...';
    case 'string':
      return REFERENCE.test(value) ? value.replace(REFERENCE, `${DATA_NAME}.$1`) : JSON.stringify(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return String(value);
    default:
      return value === null ? 'None' : '...';
  }
}

/** What JSON writes otherwise than Python, or may hold such a thing. The last two only Python takes for JSON. */
const IN_JSON = /"(?:[^"\\]|\\.)*"?|true|false|null|NaN|Infinity/g;

/**
 * JSON is YAML, too, but what reads YAML takes a second for what a model's settings may be.
 *
 * @throws SyntaxError where it is no JSON.
 */
function pythonOfJson(text: string): string {
  const value = text.trimStart();
  const isNumber = (part: string): boolean => part === 'NaN' || part === 'Infinity';
  JSON.parse(value.replace(IN_JSON, (part) => (isNumber(part) ? '0' : part)));
  const python = value.replace(IN_JSON, (part) => (isNumber(part) ? '...' : literal(JSON.parse(part))));
  return `${text.slice(0, text.length - value.length)}${DATA_NAME} = ${python}\n`;
}

/** A text of jsonnet, or a remark. */
const QUOTED_OR_REMARK = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\/\/[^\n]*|#[^\n]*/g;
/** What gives a name something, before the settings. */
const LOCAL = /\s*local\s+(\w+)\s*=/y;
/** What is more than settings: what is put together, made in loops or taken from elsewhere, and remarks of several lines. */
const COMPUTED = [
  /\b(?:local|import|importstr|function|for|if|self|super|assert|error)\b/,
  /::|\+:|[{}]\s*\+|\+\s*\{|\|\|\||\/\*/,
  // `base { p: 0.3 }`
  /[\w\])]\s*\{/,
];

/**
 * What jsonnet has beyond YAML: remarks, which are left out, and names that are given something, before the settings.
 *
 * @throws SyntaxError where it computes its settings.
 */
function writeJsonnet(text: string, writer: Writer): void {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  const said = text.replace(QUOTED_OR_REMARK, (part) => (/^["']/.test(part) ? part : blank(part)));
  const hidden = said.replace(QUOTED_OR_REMARK, blank);
  const names = new Set<string>();
  const write = (name: string, from: number, to: number): void => {
    if (COMPUTED.some((sign) => sign.test(hidden.slice(from, to)))) throw new SyntaxError('computed');
    const before = blank(said.slice(0, from)) + (/^\s*/.exec(said.slice(from, to))?.[0] ?? '');
    writer.write(`${name} = `, before.split('\n').length - 1);
    writeYaml(before + said.slice(before.length, to), writer, names);
  };
  let at = 0;
  for (;;) {
    LOCAL.lastIndex = at;
    const name = LOCAL.exec(hidden)?.[1];
    const end = name === undefined ? -1 : hidden.indexOf(';', LOCAL.lastIndex);
    if (name === undefined || end < 0) break;
    write(name, LOCAL.lastIndex, end);
    writer.write('; ');
    names.add(name);
    at = end + 1;
  }
  if (!/^\s*\{/.test(hidden.slice(at))) throw new SyntaxError('computed');
  write(DATA_NAME, at, text.length);
}

/** @param names what stands for a value that was given a name before */
function writeYaml(text: string, writer: Writer, names: ReadonlySet<string> = new Set()): void {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: false, logLevel: 'silent' });
  const lineOf = (node: { readonly range?: readonly number[] | null }): number =>
    lines.linePos(node.range?.[0] ?? 0).line - 1;
  const groups = groupsOf(document.contents);
  const write = (node: unknown): void => {
    if (isMap(node)) {
      writer.write('{');
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        writer.scalar(String(key.value), lineOf(key));
        writer.write(': ');
        const above = node === document.contents ? groups.get(String(key.value)) : undefined;
        if (above?.isAbove === true) writer.write('{**');
        write(value);
        if (above?.isAbove === true) writer.write(`, **${above.read}}`);
        writer.write(', ');
      }
      if (node === document.contents)
        for (const [part, { read }] of groups)
          if (!node.has(part)) writer.write(`${literal(part)}: ${read}, `);
      writer.write('}');
    } else if (isSeq(node)) {
      writer.write('[');
      for (const item of node.items) {
        write(item);
        writer.write(', ');
      }
      writer.write(']');
    } else if (isScalar(node)) {
      const { type, source = '' } = node;
      const isName =
        type === 'PLAIN' && /^\w+(?:\.\w+)*$/.test(source) && names.has(source.split('.')[0] ?? '');
      writer.write(isName ? source : scalarText(node), lineOf(node));
    } else writer.write(isAlias(node) ? '...' : 'None');
  };
  write(document.contents);
}

/** The file that hydra takes in for a part of its settings: `postnet/default.yaml`, of `- postnet: default` in the list `defaults`. */
export function groupFile(group: string, name: string): string {
  return `${group}/${fileCalled(name)}`;
}

/** hydra leaves the ending out. */
export function fileCalled(name: string): string {
  return /\.ya?ml$/.test(name) ? name : `${name}.yaml`;
}

/** How hydra's list names what is taken in for a part, and the part, where that is called otherwise: `encoder`, `/model/encoder@first`. */
const GROUP = /^(?:optional )?\/?(\w+(?:\/\w+)*)@(\w+)$|^(?:optional )?(\w+)$/;

/** What reads a file that hydra takes in for a part of its settings, and whether it is laid over what the file itself has for it. */
interface Group {
  readonly read: string;
  readonly isAbove: boolean;
}

/** What hydra takes in for parts of what a file holds, by the part. */
function groupsOf(settings: unknown): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  const listed = isMap(settings) ? settings.get('defaults') : undefined;
  let isAbove = false;
  for (const one of isSeq(listed) ? listed.items : []) {
    isAbove ||= isScalar(one) && one.value === '_self_';
    for (const { key, value } of isMap(one) ? one.items : []) {
      const [group, name] = [key, value].map((node) => (isScalar(node) ? node.value : undefined));
      const [, path, part = path, own = part] =
        (typeof group === 'string' ? GROUP.exec(group) : undefined) ?? [];
      if (own !== undefined && typeof name === 'string') {
        const read = `yaml.safe_load(open(${literal(groupFile(path ?? own, name))}))`;
        groups.set(own, { read, isAbove });
      }
    }
  }
  return groups;
}

/** A number as it is written. What Python's own reader of YAML takes for a text is none: it wants a point and a sign in `1.0e-3`. */
function scalarText({ value, source = '' }: Scalar): string {
  if (typeof value !== 'number') return literal(value);
  if (/^\d+(?:\.\d*)?$/.test(source)) return source;
  const isText = /e/i.test(source) && !/^[-+]?\d+\.\d*e[-+]\d+$/i.test(source);
  return isText ? literal(source) : literal(value);
}

/** The commands that run Python, each as the list of its words. */
function writeCommands(text: string, writer: Writer): void {
  writer.write('[');
  for (const words of commandsOf(text)) {
    writer.write('[');
    for (const { text, line } of words) {
      writer.scalar(text ?? null, line);
      writer.write(', ');
    }
    writer.write('], ');
  }
  writer.write(']');
}

const SECTION = /^\[([^\]]+)\]\s*$/;
const OPTION = /^([^\s=:#;[][^=:]*)[=:](.*)$/;
/** The section whose options all others have, too. */
const COMMON = 'DEFAULT';

/** What stands behind an option, and on which line. */
interface Option {
  readonly value: string;
  readonly line: number;
}

/** What `configparser` reads: sections of texts, which it wants to be told apart by their names. */
function writeIni(text: string, writer: Writer): void {
  const sections = new Map<string, Map<string, Option>>();
  let own = new Map<string, Option>();
  for (const [line, said] of text.split(/\r?\n/).entries()) {
    const section = SECTION.exec(said)?.[1];
    if (section !== undefined) {
      // It reads no file that has a section twice.
      if (sections.has(section)) return;
      own = new Map<string, Option>();
      sections.set(section, own);
      continue;
    }
    const [, key, value] = OPTION.exec(said) ?? [];
    if (key !== undefined && value !== undefined)
      own.set(key.trim().toLowerCase(), { value: value.trim(), line });
  }
  const common = sections.get(COMMON) ?? [];
  writer.write('{');
  for (const [name, options] of sections) {
    writer.write(`${literal(name)}: {`);
    for (const [key, { value, line }] of new Map([...common, ...options]))
      writer.write(`${literal(key)}: ${JSON.stringify(value)}, `, line);
    writer.write('}, ');
  }
  writer.write('}');
}

/** A tree of tables, as several parts of a file make it. */
interface Table {
  readonly entries: Map<string, Table | AST.TOMLContentNode>;
}

function writeToml(text: string, writer: Writer): void {
  const [top] = parseTOML(text).body;
  const root: Table = { entries: new Map() };
  const place = (table: Table, keys: readonly (string | number)[]): Table =>
    keys.reduce<Table>((at, key) => {
      const known = at.entries.get(String(key));
      if (known !== undefined && 'entries' in known) return known;
      const made: Table = { entries: new Map() };
      at.entries.set(String(key), made);
      return made;
    }, table);
  const add = (table: Table, { key, value }: AST.TOMLKeyValue): void => {
    const keys = key.keys.map((part) => getStaticTOMLValue(part));
    const owner = place(table, keys.slice(0, -1));
    const name = String(keys.at(-1));
    if (value.type === 'TOMLInlineTable') for (const inner of value.body) add(place(owner, [name]), inner);
    else owner.entries.set(name, value);
  };
  for (const node of top.body)
    if (node.type === 'TOMLKeyValue') add(root, node);
    else for (const inner of node.body) add(place(root, node.resolvedKey), inner);
  const write = (value: Table | AST.TOMLContentNode): void => {
    if ('entries' in value) {
      writer.write('{');
      for (const [key, inner] of value.entries) {
        writer.write(`${literal(key)}: `, 'entries' in inner ? undefined : inner.loc.start.line - 1);
        write(inner);
        writer.write(', ');
      }
      writer.write('}');
    } else if (value.type === 'TOMLArray') {
      writer.write('[');
      for (const inner of value.elements) {
        write(inner);
        writer.write(', ');
      }
      writer.write(']');
    } else if (value.type === 'TOMLValue') writer.scalar(value.value, value.loc.start.line - 1);
    else writer.write('...');
  };
  write(root);
}
