import type { SyntaxNode } from '@lezer/common';
import { readAssignment } from './assignment';
import { childrenOf, commaSeparated } from './nodes';
import { type StatementContext, newContext, newScope, SegmentBuilder } from './segmentBuilder';
import {
  type BindingKind,
  type Unpacked,
  type ClassDefinition,
  type FunctionDefinition,
  type ParameterDefinition,
  TOP_BLOCK,
  type ParsedText,
  type Segment,
} from './scopes';
import type { ParameterKind } from './bindArguments';
import { errorLines } from './unsettled';

/**
 * Walks a segment's syntax tree once and notes which names each scope binds, as Python's own symbol table does
 * (https://docs.python.org/3/reference/executionmodel.html#binding-of-names), with every call and its scope.
 *
 * @param stand what stands for the segment from then on, if that is another object
 */
export function readStatements(text: ParsedText, stand?: (own: Segment) => Segment): Segment {
  const reader = new Reader(text, errorLines(text), stand);
  reader.body(text.tree.topNode, { scope: reader.segment.scope, block: TOP_BLOCK });
  reader.close();
  return reader.segment;
}

/** Deeper nesting is machine-made; following it would only exhaust the stack. */
const MAX_DEPTH = 400;

/** What holds nothing else. */
const TOKENS = new Set(['VariableName', 'PropertyName', 'Number', 'AssignOp', '(', ')', ',', '.']);

class Reader extends SegmentBuilder {
  #depth = 0;

  /** The statements under a node. */
  body(node: SyntaxNode, context: StatementContext): void {
    if (this.#depth >= MAX_DEPTH) return;
    this.#depth++;
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      this.#statement(child, context);
    }
    this.#depth--;
  }

  #statement(node: SyntaxNode, context: StatementContext): void {
    switch (node.name) {
      case 'FunctionDefinition':
        this.#function(node, context);
        return;
      case 'ClassDefinition':
        this.#class(node, context);
        return;
      case 'ForStatement':
        this.loopTargets(childrenOf(node), context, newContext(context.scope, context.block, { loop: true }));
        this.#branches(node, context);
        return;
      case 'IfStatement':
      case 'WhileStatement':
      case 'TryStatement':
      case 'MatchClause':
        this.#branches(node, context);
        return;
      case 'WithStatement':
        this.asTargets(node, context);
        this.body(node, context);
        return;
      case 'Body':
      case 'MatchStatement':
      case 'MatchBody':
      case 'StatementGroup':
      case 'DecoratedStatement':
        this.body(node, context);
        return;
      default:
        this.#visit(node, context);
    }
  }

  #children(node: SyntaxNode, context: StatementContext): void {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) this.#visit(child, context);
  }

  #visit(node: SyntaxNode, context: StatementContext): void {
    if (TOKENS.has(node.name) || this.#depth >= MAX_DEPTH) return;
    this.#depth++;
    this.#read(node, context);
    this.#depth--;
  }

  #read(node: SyntaxNode, context: StatementContext): void {
    switch (node.name) {
      case 'ImportStatement':
        this.import(node, context);
        return;
      case 'AssignStatement':
        this.#assign(node, context);
        return;
      case 'NamedExpression': {
        const [name, , value] = childrenOf(node);
        if (name !== undefined && value !== undefined) this.#walrus(name, value, context);
        return;
      }
      case 'DeleteStatement':
        // An attribute that is deleted is given no other value.
        for (const name of node.getChildren('VariableName'))
          this.bindTargets(name, name, { type: 'other' }, context);
        break;
      case 'UpdateStatement':
      case 'TypeDefinition':
        this.bindTargets(node.firstChild, node.lastChild, { type: 'other' }, context);
        break;
      case 'ScopeStatement':
        this.scopeStatement(node, context);
        return;
      case 'LambdaExpression':
        this.#lambda(node, context);
        return;
      case 'CapturePattern':
      case 'AsPattern':
        this.bindTargets(node.lastChild, node.lastChild, { type: 'other' }, context);
        break;
      case 'ArrayComprehensionExpression':
      case 'ComprehensionExpression':
      case 'SetComprehensionExpression':
      case 'DictionaryComprehensionExpression':
        this.#comprehension(node, context);
        return;
      case 'ArgList':
        this.#arguments(node, context);
        return;
      case 'CallExpression':
        this.call(node, context);
        break;
      case 'ReturnStatement': {
        const { definition } = context.scope;
        const value = node.firstChild?.nextSibling;
        // Several values are a tuple, which has no node of its own.
        if (definition?.type === 'function' && value)
          definition.returns.push(this.expression(value.nextSibling === null ? value : node, context));
        break;
      }
      case 'DictionaryExpression':
        this.dictionaries.push(this.expression(node, context));
        break;
    }
    this.#children(node, context);
  }

  #assign(node: SyntaxNode, context: StatementContext): void {
    const { values, targets, annotations } = readAssignment(node);
    for (const annotation of annotations) this.#children(annotation, context);
    // Python evaluates the right side first.
    for (const value of values) this.#visit(value, context);
    for (const { target, value, place, count = 1 } of targets) {
      const expression = value && this.expression(value, context, node.from);
      const element = this.#element(values, place, count, context);
      if (target.name === 'VariableName' && expression !== undefined)
        this.bind(this.textOf(target), { type: 'value', value: expression }, node, context);
      else if (target.name === 'MemberExpression') {
        this.memberWrite(target, expression, context, node.from, element);
        // The subscripts and objects of `x[f(a)] = …` are evaluated too.
        this.#children(target, context);
      } else {
        const isNamed = element !== undefined && target.name === 'VariableName';
        this.bindTargets(target, target, { type: 'other', ...(isNamed && { element }) }, context, node);
      }
    }
  }

  /** What one of several targets is that something is unpacked into: `n, p = settings()`. */
  #element(
    [value]: readonly SyntaxNode[],
    place: number | undefined,
    count: number,
    context: StatementContext,
  ): Unpacked | undefined {
    return value === undefined || place === undefined
      ? undefined
      : { of: this.expression(value, context), place, count };
  }

  /** `name := value`. */
  #walrus(name: SyntaxNode, value: SyntaxNode, context: StatementContext): void {
    this.#visit(value, context);
    // A walrus in a comprehension binds in the scope around it.
    let scope = context.scope;
    while (scope.kind === 'comprehension' && scope.parent !== undefined) scope = scope.parent;
    const kind: BindingKind = { type: 'value', value: this.expression(value, context) };
    // Whether it runs depends on the expression around it (`a and (p := 1)`), so it gets a block of its own.
    this.bind(this.textOf(name), kind, value, newContext(scope, context.block));
  }

  #arguments(args: SyntaxNode, context: StatementContext): void {
    const parts = childrenOf(args);
    // A lone generator as the only argument has no node of its own.
    if (parts.some(({ name }) => name === 'for')) {
      this.#comprehension(args, context);
      return;
    }
    for (const operator of parts) {
      if (operator.name !== 'AssignOp' || this.textOf(operator) !== ':=') continue;
      // Nor has a walrus.
      const { prevSibling: name, nextSibling: value } = operator;
      if (name !== null && value !== null) this.#walrus(name, value, context);
    }
    for (const part of parts) this.#visit(part, context);
  }

  #function(node: SyntaxNode, context: StatementContext): void {
    const parts = childrenOf(node);
    const inner = this.#header(node, parts, context);
    const body = parts.find(({ name }) => name === 'Body');
    if (body !== undefined) this.body(body, inner);
  }

  #lambda(node: SyntaxNode, context: StatementContext): void {
    const parts = childrenOf(node);
    const inner = this.#header(node, parts, context);
    let afterParameters = parts.every(({ name }) => name !== 'ParamList');
    // A lambda's body is an expression without a Body of its own.
    for (const child of parts) {
      if (child.name === 'ParamList') afterParameters = true;
      else if (afterParameters) this.#visit(child, inner);
    }
  }

  /** Everything of a function but its body: its name, parameters, defaults and annotations. */
  #header(node: SyntaxNode, parts: readonly SyntaxNode[], context: StatementContext): StatementContext {
    const part = (kind: string): SyntaxNode | undefined => parts.find(({ name }) => name === kind);
    const nameNode = part('VariableName');
    const name = nameNode === undefined || node.name === 'LambdaExpression' ? '' : this.textOf(nameNode);
    const scope = newScope('function', name, context.scope);
    const site = this.site(context, node.from);
    const type = 'function';
    const definition: FunctionDefinition = { type, name, node, site, scope, parameters: [], returns: [] };
    scope.definition = definition;
    if (nameNode !== undefined && name !== '') this.bind(name, definition, nameNode, context);
    const inner = newContext(scope);
    for (const parameter of part('TypeParamList')?.getChildren('TypeParam') ?? []) {
      this.bindTargets(parameter.firstChild, parameter.lastChild, { type: 'other' }, inner);
    }
    const list = part('ParamList');
    for (const parameter of list === undefined ? [] : this.#parameters(list, context)) {
      definition.parameters.push(parameter);
      this.bind(parameter.name, { type: 'parameter', parameter, definition }, parameter.node, inner);
    }
    for (const annotation of parts) if (annotation.name === 'TypeDef') this.#children(annotation, context);
    return inner;
  }

  /** Defaults and annotations belong to the scope around the function. */
  #parameters(list: SyntaxNode, context: StatementContext): ParameterDefinition[] {
    let parameters: ParameterDefinition[] = [];
    let kind: ParameterKind = 'normal';
    const hasSlash = this.textOf(list).includes('/');
    for (const { from, nodes } of commaSeparated(childrenOf(list), list.from)) {
      // A `/` has no node of its own.
      if (hasSlash && /^\s*\//.test(this.textOf({ from, to: list.to })))
        parameters = parameters.map((one) => ({ ...one, kind: 'positionalOnly' }));
      parameters.push(...this.#parameter(nodes, kind, context));
      if (nodes.some(({ name }) => name === '*')) kind = 'keywordOnly';
    }
    return parameters;
  }

  #parameter(
    part: readonly SyntaxNode[],
    kind: ParameterKind,
    context: StatementContext,
  ): ParameterDefinition[] {
    const node = part.find((child) => child.name === 'VariableName');
    const operator = part.findIndex((child) => child.name === 'AssignOp');
    const type = part.find((child) => child.name === 'TypeDef')?.lastChild;
    for (const child of part) if (child !== node) this.#visit(child, context);
    if (node === undefined || (operator >= 0 && part.indexOf(node) > operator)) return [];
    const value = operator < 0 ? undefined : part[operator + 1];
    const stars = part.find((child) => child.name === '*' || child.name === '**')?.name;
    return [
      {
        name: this.textOf(node),
        node,
        kind: stars === undefined ? kind : stars === '*' ? 'star' : 'doubleStar',
        fallback: value && !/^[)]$/.test(value.name) ? this.expression(value, context) : undefined,
        annotation: type ? this.expression(type, context) : undefined,
      },
    ];
  }

  #class(node: SyntaxNode, context: StatementContext): void {
    const nameNode = node.getChild('VariableName');
    const name = nameNode === null ? '' : this.textOf(nameNode);
    const list = node.getChild('ArgList');
    if (list !== null) this.#children(list, context);
    const scope = newScope('class', name, context.scope);
    const bases = childrenOf(list ?? node)
      .filter(({ name: type }) => list !== null && (type === 'VariableName' || type === 'MemberExpression'))
      // Not `metaclass=ABCMeta`.
      .filter((base) => ![base.prevSibling, base.nextSibling].some((beside) => beside?.name === 'AssignOp'))
      .map((base) => this.expression(base, context));
    const site = this.site(context, node.from);
    const definition: ClassDefinition = {
      type: 'class',
      name,
      node,
      site,
      scope,
      bases,
      selfWrites: new Map(),
    };
    scope.definition = definition;
    if (nameNode !== null) this.bind(name, definition, nameNode, context);
    const body = node.getChild('Body');
    // A class body runs where it stands.
    if (body !== null) this.body(body, newContext(scope, context.block));
  }

  /** Statements whose bodies may or may not run; each body is a block of its own. */
  #branches(node: SyntaxNode, context: StatementContext): void {
    const loop = node.name === 'ForStatement' || node.name === 'WhileStatement';
    let handler = false;
    let afterAs = false;
    const parts = childrenOf(node);
    const [, test, body] = node.name === 'IfStatement' ? parts : [];
    if (test !== undefined && body?.lastChild?.name === 'ReturnStatement' && context.block !== TOP_BLOCK)
      context.block.exits.push({ test: this.expression(test, context), over: node.to });
    for (const child of parts) {
      if (child.name === 'except') handler = true;
      else if (child.name === 'else' || child.name === 'finally') handler = false;
      if (child.name === 'Body')
        this.body(child, newContext(context.scope, context.block, { loop, handler }));
      else if (afterAs) this.bindTargets(child, child, { type: 'other' }, context);
      else if (child.name !== 'as') this.#visit(child, context);
      afterAs = child.name === 'as';
    }
  }

  #comprehension(node: SyntaxNode, context: StatementContext): void {
    const scope = newScope('comprehension', '', context.scope);
    const inner = newContext(scope, context.block, { loop: true });
    const parts = childrenOf(node);
    this.loopTargets(parts, context, inner);
    let inTarget = false;
    for (const child of parts) {
      if (child.name === 'for') inTarget = true;
      else if (child.name === 'in') inTarget = false;
      else if (!inTarget) this.#visit(child, inner);
    }
  }
}
