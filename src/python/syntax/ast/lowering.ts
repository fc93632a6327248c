import { NodeType, type SyntaxNode, Tree } from '@lezer/common';
import type { Cell } from '../cell';
import { childrenOf } from '../nodes';
import { parsePython } from '../parse';
import type { Unsupported, Expression, Place, Program } from './ast';
import { ScopeBuilder } from './scopeBuilder';
import { lineAt, type TextRange } from '../../../text';

/** Deeper nesting is machine-made; following it would only exhaust the stack. */
const MAX_DEPTH = 90;
/** How much a statement within another one counts. */
const STATEMENT_DEPTH = 3;

/** What the lowering of expressions and of statements share: the cell, the scopes, the verdict. */
export class Lowering {
  protected readonly scopes: ScopeBuilder[] = [new ScopeBuilder('module')];
  protected verdict: Program['verdict'] = 'fine';
  private depth = 0;
  /** Whether Python's compiler refuses the statement of the top level that is being read. */
  protected isUncompilable = false;

  /** @param compilesEach whether each statement is compiled when its turn comes, as IPython does, and not the text as a whole */
  constructor(
    protected readonly cell: Cell,
    protected readonly compilesEach = false,
  ) {}

  protected place(node: TextRange): Place {
    const { from, to } = node;
    return { cell: this.cell.index, line: lineAt(this.cell.lineStarts, from), from, to };
  }

  /** The characters as they were parsed: magics blanked, but positions as in the reader's text. */
  protected text(node: TextRange): string {
    return this.cell.text.slice(node.from, node.to);
  }

  /** A node's children without comments and errors: the grammar misses what is not there behind a bare `yield`, and stars. */
  protected children(node: SyntaxNode): SyntaxNode[] {
    const children = childrenOf(node).map((one) =>
      one.type.isError && one.firstChild?.name === '*' ? one.firstChild : one,
    );
    return children.filter(({ name, type }) => name !== 'Comment' && !type.isError);
  }

  /** What stands where the grammar was shown a name in its place: see ../cell.ts. */
  protected shown(node: SyntaxNode): SyntaxNode[] {
    const text = this.text(node);
    if (node.name !== 'VariableName' || this.cell.parsed.slice(node.from, node.to) === text) return [node];
    // In a tree of its own, in which it stands where it stands in the cell.
    const { topNode } = new Tree(NodeType.none, [parsePython(text)], [node.from], node.to);
    const statement = topNode.firstChild?.firstChild;
    return statement ? this.children(statement) : [];
  }

  /** Python refuses this text. */
  protected broken(): void {
    this.verdict = 'broken';
  }

  /** Python's parser takes this text, but its compiler refuses the statement of the top level that it stands in. */
  protected uncompilable(): void {
    if (this.compilesEach) this.isUncompilable = true;
    else this.broken();
  }

  /** Python may refuse this text. */
  protected unsure(): void {
    if (this.verdict === 'fine') this.verdict = 'unsure';
  }

  /** What only coroutines have: elsewhere Python refuses the text, IPython no sooner than it comes to the statement. */
  protected checkAsync(node: SyntaxNode): void {
    if (!enclosingCode(node)?.getChild('async')) this.unsure();
  }

  protected unsupported(node: TextRange, what: string): Unsupported {
    return { type: 'Unsupported', what, ...this.place(node) };
  }

  /** What stands for an expression that Python refuses. */
  protected refused(node: SyntaxNode): Unsupported {
    this.broken();
    return this.unsupported(node, 'this');
  }

  /** Runs `lower` one level deeper, unless that is too deep. */
  protected nested(node: SyntaxNode, lower: () => Expression): Expression {
    if (this.depth >= MAX_DEPTH) return this.unsupported(node, 'deep nesting');
    this.depth++;
    try {
      return lower();
    } finally {
      this.depth--;
    }
  }

  get finalVerdict(): Program['verdict'] {
    return this.verdict;
  }

  protected get tooDeep(): boolean {
    return this.depth >= MAX_DEPTH;
  }

  /** Whether what is read is a statement of the top level. */
  protected get isOutermost(): boolean {
    return this.depth === STATEMENT_DEPTH;
  }

  /** As `nested`, for statements. */
  protected deeper<T>(lower: () => T): T {
    this.depth += STATEMENT_DEPTH;
    try {
      return lower();
    } finally {
      this.depth -= STATEMENT_DEPTH;
    }
  }

  protected get scope(): ScopeBuilder {
    return this.scopes.at(-1) ?? new ScopeBuilder('module');
  }

  protected bind(name: string): void {
    this.checkName(name);
    // Where Python mangles a name, and this does not.
    if (this.mangled(name) !== name) this.unsure();
    this.scope.locals.add(name);
  }

  /** `__name` within a class is `_Class__name`. */
  protected mangled(name: string): string {
    if (!name.startsWith('__') || name.endsWith('__')) return name;
    const owner = this.scopes.findLast(({ kind }) => kind === 'class')?.name.replace(/^_+/, '');
    return owner === undefined || owner === '' ? name : `_${owner}${name}`;
  }

  /** `__debug__` is the one identifier that cannot be assigned to. */
  protected checkName(name: string): void {
    if (name === '__debug__') this.uncompilable();
    if (KEYWORDS.has(name)) this.broken();
  }
}

/** Words that Python never takes as names; the grammar takes some of them. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from ' +
    'global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** The function, lambda or class in whose body a node stands; undefined at the top level. */
function enclosingCode(node: SyntaxNode): SyntaxNode | undefined {
  for (let inner = node, outer = node.parent; outer !== null; inner = outer, outer = outer.parent) {
    const isBody = outer.name === 'LambdaExpression' ? inner.name !== 'ParamList' : inner.name === 'Body';
    if (isBody && /^(?:FunctionDefinition|ClassDefinition|LambdaExpression)$/.test(outer.name)) return outer;
  }
  return undefined;
}
