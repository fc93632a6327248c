import type { SyntaxNode } from '@lezer/common';
import { type Cell, parseCell } from '../../syntax/cell';
import { readImport } from '../../syntax/importStatement';
import { statementAt } from '../../syntax/insertion';
import { childrenOf, textOf } from '../../syntax/nodes';
import { readSegment } from '../../syntax/segment';
import { Effort } from '../../syntax/parse';

/** Where a script is to stand. */
export interface Surroundings {
  /** The texts that share one module: a file, or the Python cells of a notebook. */
  readonly texts: readonly string[];
  /** In a file, an offset within the statement below which the script is put; undefined for a cell of its own. */
  readonly offset: number | undefined;
}

/**
 * A script as it can stand among the reader's code: what it binds gets another name where the code around has that
 * one, be it in the function or class itself or further out. `import torch` is left out where a function sees torch
 * already: it would make the name the function's own, unbound further up.
 */
export function fittedScript(script: string, surroundings: Surroundings): string {
  const scopes = scopesAround(surroundings);
  const [innermost] = scopes;
  const attributes = innermost?.kind === 'class' ? innermost.attributes : new Set();
  const isTaken = (name: string): boolean =>
    attributes.has(name) || innermost?.inner.has(name) === true || scopes.some((scope) => scope.has(name));
  const segment = readSegment({ text: script, parsed: script, lineBreaks: 0 }, new Effort());
  const own = [...segment.scope.names.keys()];
  const torch = torchIn(scopes);
  const names = new Map<string, string>();
  for (const name of own)
    if (isTaken(name) && !(name === TORCH && torch !== undefined))
      names.set(
        name,
        freeName(name, (one) => isTaken(one) || own.includes(one)),
      );
  let [fitted, at] = ['', 0];
  segment.tree.iterate({
    enter: (node) => {
      const name = node.name === 'VariableName' && !isKeyword(node.node) ? textOf(segment, node) : '';
      const other = names.get(name);
      if (other === undefined) return;
      fitted += script.slice(at, node.from);
      fitted += node.node.parent?.name === 'ImportStatement' ? `${name} as ${other}` : other;
      at = node.to;
    },
  });
  fitted += script.slice(at);
  return torch === 'outer' ? fitted.replace(/^import torch\n+/, '') : fitted;
}

const TORCH = 'torch';

/** What nobody reads says so in its name, too. */
const UNUSED = 'unused';

/** `dropout_input` for `input`; numbered where that is taken as well. */
function freeName(name: string, isTaken: (name: string) => boolean): string {
  const free = `dropout_${name === '_' ? UNUSED : name}`;
  if (!isTaken(free)) return free;
  for (let number = 2; ; number++) if (!isTaken(`${free}_${number}`)) return `${free}_${number}`;
}

/**
 * Whether `torch` stands for PyTorch at the place: `own` where the innermost scope itself, or the module, imports it, so
 * that it may do so again, `outer` where one around it does. Undefined where nobody does, or the name may mean
 * something else.
 */
function torchIn(scopes: readonly Names[]): 'own' | 'outer' | undefined {
  if (scopes.some(({ isTorchOther }) => isTorchOther)) return undefined;
  const index = scopes.findIndex(({ importsTorch }) => importsTorch);
  return index < 0 ? undefined : index === 0 ? 'own' : 'outer';
}

/** The names in one scope. What only may be bound counts as not bound: then another name is taken without need. */
class Names {
  readonly used = new Set<string>();
  readonly bound = new Set<string>();
  /** Names in the functions and classes within that may be this one's, or the module's. */
  readonly inner = new Set<string>();
  /** The attributes that are spoken of anywhere, for a class: what it binds is an attribute of its objects. */
  readonly attributes = new Set<string>();
  /** Those that are `global` or `nonlocal` here. */
  readonly declared = new Set<string>();
  importsTorch = false;
  isTorchOther = false;

  constructor(
    readonly kind: 'module' | 'class' | 'function' | 'expression',
    readonly from: number,
    readonly to: number,
  ) {}

  has(name: string): boolean {
    return this.used.has(name) || this.bound.has(name);
  }

  /** What is within hands its names on, but for those that it binds itself; those of a class its functions do not see. */
  take({ kind, used, bound, inner, declared }: Names): void {
    for (const name of used) if (!bound.has(name)) this.inner.add(name);
    for (const name of inner) if (kind === 'class' || !bound.has(name)) this.inner.add(name);
    for (const name of declared) this.inner.add(name);
  }
}

/** The scopes around a place, the innermost first and the module last. */
function scopesAround({ texts, offset }: Surroundings): readonly Names[] {
  const module = new Names('module', 0, Infinity);
  const around: Names[] = [];
  for (const [index, text] of texts.entries()) {
    const cell = parseCell(text, index, { notebook: offset === undefined });
    const statement = offset === undefined ? undefined : statementAt(cell.tree, offset);
    const from = statement?.from ?? offset ?? -1;
    addUnread(cell, module);
    for (const scope of readNames(cell, module))
      if (/^(?:function|class)$/.test(scope.kind) && scope.from < from && from < scope.to)
        around.unshift(scope);
  }
  return [...around, module];
}

/** The names in what is no Python, or was not parsed. */
function addUnread({ text, parsed, isWhole }: Cell, names: Names): void {
  const lines = parsed.split('\n');
  for (const [i, line] of text.split('\n').entries()) {
    const isRead = line === lines[i] || (lines[i]?.trim() !== '' && !/[!%?]/.test(line));
    if (!isWhole || !isRead) for (const [name] of line.matchAll(/\w+/g)) names.used.add(name);
  }
}

const SCOPES: Readonly<Record<string, Names['kind']>> = {
  FunctionDefinition: 'function',
  ClassDefinition: 'class',
  LambdaExpression: 'expression',
  ArrayComprehensionExpression: 'expression',
  ComprehensionExpression: 'expression',
  DictionaryComprehensionExpression: 'expression',
  SetComprehensionExpression: 'expression',
};

/** Adds a cell's names to the module, and gives the scopes within, in the order of the text. */
function readNames(cell: Cell, module: Names): readonly Names[] {
  const found: Names[] = [];
  const open = [module];
  const attributes = new Set<string>();
  const targets = new Targets();
  cell.tree.iterate({
    enter: (node) => {
      const [scope = module, outer = module] = open;
      const kind = SCOPES[node.name];
      if (kind !== undefined) {
        const inner = new Names(kind, node.from, node.to);
        found.push(inner);
        open.unshift(inner);
      } else if (node.name === 'ImportStatement') {
        addImports(cell, node.node, scope);
        return false;
      } else if (node.name === 'PropertyName') attributes.add(textOf(cell, node));
      else if (node.name === 'VariableName')
        addName(textOf(cell, node), node.node, belongsOutside(node.node) ? outer : scope, targets);
      return true;
    },
    leave: ({ name }) => {
      if (SCOPES[name] === undefined) return;
      const inner = open.shift();
      if (inner !== undefined) open[0]?.take(inner);
    },
  });
  for (const scope of found) for (const name of attributes) scope.attributes.add(name);
  return found;
}

function addImports(cell: Cell, node: SyntaxNode, scope: Names): void {
  for (const { name, path } of readImport(cell, node).names) {
    scope.bound.add(name);
    if (name !== TORCH) continue;
    if (path === TORCH) scope.importsTorch = true;
    else scope.isTorchOther = true;
  }
}

function addName(name: string, node: SyntaxNode, scope: Names, targets: Targets): void {
  const { parent } = node;
  if (parent === null || isKeyword(node)) return;
  scope.used.add(name);
  if (isParameter(node) || targets.has(node, parent)) scope.bound.add(name);
  if (parent.name === 'ScopeStatement') scope.declared.add(name);
  // As in `torch.rand` and `f(torch)`; all else may give it another meaning.
  if (name === TORCH && !/^(?:MemberExpression|ArgList)$/.test(parent.name)) scope.isTorchOther = true;
}

/** Whether a name is that of an argument, as in `f(p=1)`. */
function isKeyword({ parent, nextSibling }: SyntaxNode): boolean {
  return parent?.name === 'ArgList' && nextSibling?.name === 'AssignOp';
}

function isParameter({ parent, prevSibling }: SyntaxNode): boolean {
  return parent?.name === 'ParamList' && prevSibling?.name !== 'AssignOp';
}

/** What is defined belongs to where the definition stands, and so does what parameters are by default. */
function belongsOutside(node: SyntaxNode): boolean {
  if (isParameter(node)) return false;
  let within = node;
  for (let at = node.parent; at !== null && SCOPES[at.name] === undefined; at = at.parent) within = at;
  const definition = within.parent?.name ?? '';
  return (
    within.name === 'ParamList' ||
    (/^(?:Function|Class)Definition$/.test(definition) &&
      /^(?:TypeDef|ArgList|VariableName)$/.test(within.name))
  );
}

/** Tells which names are assigned, or are a loop's. */
class Targets {
  /** Where they stand, by where the statement or comprehension starts that has them. */
  readonly #stretches = new Map<string, readonly (readonly [from: number, to: number])[]>();

  has({ from }: SyntaxNode, parent: SyntaxNode): boolean {
    const key = `${parent.name} ${parent.from}`;
    const stretches = this.#stretches.get(key) ?? stretchesOf(parent);
    this.#stretches.set(key, stretches);
    return stretches.some(([start, end]) => start <= from && from < end);
  }
}

function stretchesOf(parent: SyntaxNode): readonly (readonly [from: number, to: number])[] {
  const parts = childrenOf(parent);
  if (parent.name === 'AssignStatement')
    return [[parent.from, parts.findLast(({ name }) => name === 'AssignOp')?.from ?? 0]];
  if (!/^ForStatement$|ComprehensionExpression$/.test(parent.name)) return [];
  const loops = parts.filter(({ name }) => name === 'for' || name === 'in');
  return loops.flatMap(({ name, from }, i) =>
    name === 'for' ? [[from, loops[i + 1]?.from ?? 0] as const] : [],
  );
}
