import type { SignatureParameter } from '../bindArguments';

/*
 * The syntax tree that replay runs: what the grammar's tree says, without punctuation, made once for each cell. The
 * names are those of Python's own `ast` module.
 */

/** Where something stands in the reader's code. Cells and lines count from 0, offsets are into the cell's text. */
export interface Place {
  readonly cell: number;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** What a constant is; replay makes its value of it. */
export type ConstantValue =
  | { readonly type: 'none' | 'ellipsis' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'str'; readonly value: string };

interface Node<Type extends string> extends Place {
  readonly type: Type;
}

export interface Constant extends Node<'Constant'> {
  readonly value: ConstantValue;
}
export interface Name extends Node<'Name'> {
  readonly name: string;
}
/** An f-string: its texts and what stands between braces. */
export interface JoinedString extends Node<'JoinedString'> {
  readonly parts: readonly (string | FormattedValue)[];
}
export interface FormattedValue {
  readonly value: Expression;
  readonly conversion: 'r' | 's' | 'a' | undefined;
  /** What follows the colon, itself with replacements. */
  readonly spec: readonly (string | FormattedValue)[] | undefined;
}
export interface Sequence extends Node<'Tuple' | 'List' | 'Set'> {
  readonly elements: readonly Expression[];
}
export interface Starred extends Node<'Starred'> {
  readonly value: Expression;
}
export interface Dict extends Node<'Dict'> {
  /** Without a key: `**value`. */
  readonly entries: readonly { readonly key: Expression | undefined; readonly value: Expression }[];
}
export interface ComprehensionClause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}
export interface Comprehension extends Node<'Comprehension'> {
  readonly makes: 'list' | 'set' | 'dict' | 'generator';
  readonly element: Expression;
  /** Of a dict comprehension, whose `element` is the key. */
  readonly value: Expression | undefined;
  readonly clauses: readonly ComprehensionClause[];
  readonly scope: ScopeNames;
}
export interface Unary extends Node<'Unary'> {
  readonly operator: '+' | '-' | '~' | 'not';
  readonly operand: Expression;
}
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '<<' | '>>' | '&' | '|' | '^';
export interface Binary extends Node<'Binary'> {
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Boolean extends Node<'Boolean'> {
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}
export type ComparisonOperator = '<' | '>' | '<=' | '>=' | '==' | '!=' | 'in' | 'not in' | 'is' | 'is not';
export interface Compare extends Node<'Compare'> {
  readonly left: Expression;
  readonly rest: readonly { readonly operator: ComparisonOperator; readonly right: Expression }[];
}
export interface Conditional extends Node<'Conditional'> {
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}
export interface Lambda extends Node<'Lambda'> {
  readonly code: FunctionCode;
}
/** One argument of a call, in the order of the source. */
export type Argument =
  | { readonly type: 'positional' | 'star' | 'doubleStar'; readonly value: Expression }
  | { readonly type: 'keyword'; readonly name: string; readonly value: Expression };
export interface Call extends Node<'Call'> {
  readonly callee: Expression;
  readonly args: readonly Argument[];
}
export interface Attribute extends Node<'Attribute'> {
  readonly object: Expression;
  readonly name: string;
}
export interface Subscript extends Node<'Subscript'> {
  readonly object: Expression;
  readonly index: Expression;
}
export interface Slice extends Node<'Slice'> {
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}
export interface NamedExpression extends Node<'NamedExpression'> {
  readonly name: string;
  readonly value: Expression;
}
export interface Yield extends Node<'Yield'> {
  readonly value: Expression | undefined;
  readonly delegates: boolean;
}
/** What `match` asks of its subject, whatever the reader's code has made of the names of builtin functions. */
export interface Intrinsic extends Node<'Intrinsic'> {
  readonly name: 'isinstance' | 'hasattr' | 'list' | 'isSequence' | 'isMapping' | 'without' | 'matchArgument';
  readonly args: readonly Expression[];
  /** Of `isSequence`: whether there may be no more items than are asked for. */
  readonly isExact: boolean;
}
/** What Python understands and replay does not: `await x`, `b'…'`, `1j`, nesting that no person writes. */
export interface Unsupported extends Node<'Unsupported'> {
  readonly what: string;
}

export type Expression =
  | Constant
  | Name
  | JoinedString
  | Sequence
  | Starred
  | Dict
  | Comprehension
  | Unary
  | Binary
  | Boolean
  | Compare
  | Conditional
  | Lambda
  | Call
  | Attribute
  | Subscript
  | Slice
  | NamedExpression
  | Yield
  | Intrinsic
  | Unsupported;

/** Which names a function, class body or comprehension binds, and which it takes from elsewhere. */
export interface ScopeNames {
  readonly locals: ReadonlySet<string>;
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
}

export interface Parameter extends SignatureParameter {
  readonly default: Expression | undefined;
  readonly annotation: Expression | undefined;
}

/** The code of a `def` or lambda. */
export interface FunctionCode extends Place {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly scope: ScopeNames;
  readonly isGenerator: boolean;
  readonly isAsync: boolean;
  /** What it is said to give. */
  readonly returns: Expression | undefined;
}

export interface Assign extends Node<'Assign'> {
  readonly targets: readonly Expression[];
  readonly value: Expression;
}
export interface AnnotatedAssign extends Node<'AnnotatedAssign'> {
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
}
export interface AugmentedAssign extends Node<'AugmentedAssign'> {
  readonly target: Expression;
  readonly operator: BinaryOperator;
  readonly value: Expression;
}
export interface ExpressionStatement extends Node<'ExpressionStatement'> {
  readonly value: Expression;
  /** A `;` follows: a notebook does not show the value. */
  readonly silenced: boolean;
}
export interface Import extends Node<'Import'> {
  /** `path` is the module to bind, `imported` the one whose code runs. */
  readonly names: readonly { readonly name: string; readonly path: string; readonly imported: string }[];
}
export interface ImportFrom extends Node<'ImportFrom'> {
  readonly module: string;
  readonly names: readonly { readonly name: string; readonly as: string }[];
  readonly star: boolean;
}
export interface If extends Node<'If'> {
  readonly condition: Expression;
  readonly then: readonly Statement[];
  readonly otherwise: readonly Statement[];
}
export interface While extends Node<'While'> {
  readonly condition: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}
export interface For extends Node<'For'> {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}
export interface Handler {
  readonly type: Expression | undefined;
  readonly name: string | undefined;
  readonly body: readonly Statement[];
}
export interface Try extends Node<'Try'> {
  readonly body: readonly Statement[];
  readonly handlers: readonly Handler[];
  readonly otherwise: readonly Statement[];
  readonly last: readonly Statement[];
}
export interface With extends Node<'With'> {
  readonly items: readonly { readonly context: Expression; readonly target: Expression | undefined }[];
  readonly body: readonly Statement[];
}
export interface FunctionDef extends Node<'FunctionDef'> {
  /** The name that is bound; `__name` within a class is another one than the function's. */
  readonly name: string;
  readonly code: FunctionCode;
  readonly decorators: readonly Expression[];
}
export interface ClassDef extends Node<'ClassDef'> {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly body: readonly Statement[];
  readonly scope: ScopeNames;
  readonly decorators: readonly Expression[];
}
export interface Return extends Node<'Return'> {
  readonly value: Expression | undefined;
}
export interface Raise extends Node<'Raise'> {
  readonly exception: Expression | undefined;
  readonly cause: Expression | undefined;
}
export interface Assert extends Node<'Assert'> {
  readonly condition: Expression;
  readonly message: Expression | undefined;
}
export interface Delete extends Node<'Delete'> {
  readonly targets: readonly Expression[];
}
/** `pass`, `break`, `continue`; `global` and `nonlocal` have had their effect on the scopes already. */
export type Simple = Node<'Pass' | 'Break' | 'Continue'>;
/** A statement of a notebook's cell that Python's parser takes and its compiler refuses, such as a `return` outside functions. */
export type Uncompilable = Node<'Uncompilable'>;
/** A statement that replay does not understand, such as `async with`, with the names that it may bind. */
export interface UnsupportedStatement extends Node<'UnsupportedStatement'> {
  readonly what: string;
}
/** A line that is IPython's, or that begins a cell. */
export interface Magic extends Node<'Magic'> {
  /** As it is called: `%timeit`, `!pip`. */
  readonly what: string;
  /** Whether it may show something, or do anything; or leaves names and PyTorch alone and shows nothing. */
  readonly effect: 'none' | 'shows' | 'anything';
  /** What it runs, nobody knows how often. */
  readonly timed?: FunctionDef | undefined;
}

export type Statement =
  | Assign
  | AnnotatedAssign
  | AugmentedAssign
  | ExpressionStatement
  | Import
  | ImportFrom
  | If
  | While
  | For
  | Try
  | With
  | FunctionDef
  | ClassDef
  | Return
  | Raise
  | Assert
  | Delete
  | Simple
  | Uncompilable
  | UnsupportedStatement
  | Magic;

/** A cell as replay runs it. */
export interface Program {
  readonly body: readonly Statement[];
  /**
   * Whether Python takes the text at all: `broken` where it surely raises a SyntaxError before anything runs (an
   * `Uncompilable` statement in a notebook does so when its turn comes), `torn` where
   * the grammar finds an error that may be its own, `unsure` where the grammar and Python may disagree.
   */
  readonly verdict: 'fine' | 'broken' | 'torn' | 'unsure';
  /** `%%capture name` hides what the cell shows; the name is empty where none is given. */
  readonly captured?: string;
}
