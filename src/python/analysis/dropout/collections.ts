import type { SyntaxNode } from '@lezer/common';
import { once } from '../../syntax/byKey';
import { childrenOf, eachNode, textOf, withoutParentheses } from '../../syntax/nodes';
import { methodsOf, usesOfSelf } from '../provenance/methods';
import type { ClassDefinition, FunctionDefinition, MemberWrite, Segment } from '../../syntax/scopes';

/** A plain list or dictionary that objects of a class keep as an attribute. A module does not look into it. */
export interface Collection {
  /** What the class puts into it. */
  readonly stored: readonly SyntaxNode[];
  /** Whether a method other than the one that makes it reads it. */
  readonly isUsed: boolean;
  /** Whether the class gives it, or what it holds, to something that may be a module. */
  readonly isHandedOver: boolean;
}

/** The plain collections of a class, by the names of the attributes that always are such. */
export const collectionsOf = once((definition: ClassDefinition): ReadonlyMap<string, Collection> => {
  const collections = new Map<string, Collection>();
  for (const [name, writes] of definition.selfWrites) {
    const values = writes.map((write) => writtenBy(write));
    if (!values.every((value) => value !== undefined)) continue;
    const uses = readUses(
      name,
      definition,
      values.flatMap(({ stored }) => stored),
    );
    if (uses === 'registered') continue;
    const isHandedOver = uses.isHandedOver || values.some((value) => value.isHandedOver);
    collections.set(name, { ...uses, isHandedOver });
  }
  return collections;
});

type Written = Pick<Collection, 'stored' | 'isHandedOver'>;

/** What an assignment puts into an attribute, where that is a plain collection, or the name of one. */
function writtenBy({ segment, scope, node, value }: MemberWrite): Written | undefined {
  // `self.layers += [nn.Dropout(0.1)]`
  const written = value?.node ?? addedBy(node);
  if (written === undefined) return undefined;
  if (isPlainCollection(written, segment))
    return { stored: elementsOf(written, segment), isHandedOver: false };
  const method = scope.definition;
  return written.name === 'VariableName' && method?.type === 'function'
    ? heldByName(textOf(segment, written), method)
    : undefined;
}

/**
 * What a name of a method holds that is given nothing but plain collections: `layers = []`, `layers.append(…)`; undefined
 * where it may be something else, and where a module is made of it.
 */
function heldByName(name: string, method: FunctionDefinition): Written | undefined {
  const { segment } = method.site;
  if (method.parameters.some((parameter) => parameter.name === name)) return undefined;
  if (method.scope.globals.has(name) || method.scope.nonlocals.has(name)) return undefined;
  const stored: SyntaxNode[] = [];
  let [isPlain, isHandedOver] = [true, false];
  const visit = (use: SyntaxNode): void => {
    const added = givenAt(use, segment) ?? addedTo(use, segment);
    if (added === 'other' || isInModule(use, segment) || isAddedInTurn(use, segment)) isPlain = false;
    else if (added !== undefined) stored.push(...added);
    else if (!isKept(use)) isHandedOver ||= isGivenAway(use, method, segment);
  };
  eachNode(method.node, 'VariableName', visit, { source: segment, text: name });
  return isPlain ? { stored, isHandedOver } : undefined;
}

/** What a name is given right there; 'other' where that is no plain collection, and undefined where the name is only used. */
function givenAt(use: SyntaxNode, segment: Segment): SyntaxNode[] | 'other' | undefined {
  const { parent } = use;
  const isBound =
    isTarget(use) ||
    /^(?:With|Import|Scope|Try|Delete)Statement$|Comprehension|^NamedExpression$/.test(parent?.name ?? '') ||
    (parent?.name === 'ForStatement' && use.nextSibling?.name !== 'Body');
  if (!isBound) return undefined;
  const value = isTarget(use) && parent?.firstChild?.from === use.from ? parent.lastChild : null;
  return value !== null && isPlainCollection(value, segment) ? elementsOf(value, segment) : 'other';
}

/** Whether a use only keeps what a name holds as an attribute: `self.layers = layers`. */
export function isKept({ parent, from, prevSibling }: SyntaxNode): boolean {
  return (
    parent?.name === 'AssignStatement' &&
    parent.firstChild?.name === 'MemberExpression' &&
    prevSibling?.name === 'AssignOp' &&
    parent.lastChild?.from === from
  );
}

/** Whether what a name holds goes into a module that is made around it: `net = nn.Sequential(*layers)`. */
function isInModule({ parent }: SyntaxNode, segment: Segment): boolean {
  for (let at = parent; at !== null && !/Statement$|Body/.test(at.name); at = at.parent)
    if (
      at.name === 'CallExpression' &&
      at.firstChild !== null &&
      MAKES_MODULE.test(textOf(segment, at.firstChild))
    )
      return true;
  return false;
}

/** What keeps what it is given where a module looks for its parts. */
export const MAKES_MODULE = /(?:^|\.)(?:Sequential|ModuleList|ModuleDict)$/;

/** What a statement adds to what it updates. */
function addedBy({ parent }: SyntaxNode): SyntaxNode | undefined {
  return parent?.name === 'UpdateStatement' ? (parent.lastChild ?? undefined) : undefined;
}

/** Whether an expression is a list, a dictionary or a tuple that is no module. */
export function isPlainCollection(expression: SyntaxNode, segment: Segment): boolean {
  const node = withoutParentheses(expression);
  if (node.name === 'CallExpression')
    return /^(?:list|dict|tuple|OrderedDict|collections\.OrderedDict|defaultdict)\(/.test(
      textOf(segment, node),
    );
  return /^(?:Array|Dictionary|Tuple|ArrayComprehension|DictionaryComprehension)Expression$/.test(node.name);
}

/**
 * The expressions that a display or a comprehension holds, in displays within it and on both sides of an `else`, too; and
 * the calls that an object of another class is given there: what it keeps is out of sight with it.
 */
function elementsOf(expression: SyntaxNode, segment: Segment): SyntaxNode[] {
  const node = withoutParentheses(expression);
  if (node.name === 'CallExpression') return [node, ...givenToObject(node, segment)];
  if (node.name === 'ConditionalExpression') {
    const [yes, , , , no] = childrenOf(node);
    return [yes, no].flatMap((side) => (side ? elementsOf(side, segment) : []));
  }
  if (node.name.includes('Comprehension')) {
    const parts = childrenOf(node).slice(1);
    const end = parts.findIndex(({ name }) => name === 'for' || name === 'async');
    const element = parts.slice(0, end).at(-1);
    return element === undefined ? [] : elementsOf(element, segment);
  }
  if (!/^(?:Array|Dictionary|Tuple)Expression$/.test(node.name)) return [node];
  return childrenOf(node)
    .filter(({ name, nextSibling }) => !/^[()[\]{},:]$/.test(name) && nextSibling?.name !== ':')
    .flatMap((element) => elementsOf(element, segment));
}

function givenToObject(call: SyntaxNode, segment: Segment): SyntaxNode[] {
  const [callee, args] = [call.firstChild, call.getChild('ArgList')];
  if (callee === null || args === null || !/(?:^|\.)[A-Z]\w*$/.test(textOf(segment, callee))) return [];
  return args.getChildren('CallExpression').flatMap((argument) => elementsOf(argument, segment));
}

/** What only reads a collection. */
const READERS =
  /^(?:enumerate|zip|len|range|reversed|list|tuple|sorted|iter|next|print|sum|any|all|isinstance)$/;
/** What puts something into one. */
const ADDS = /^(?:append|insert|extend|add|setdefault)$/;
/** Ways in which a module is given others by name. */
const REGISTERS = /^(?:add_module|register_module|setattr|__setattr__|__dict__|_modules)$/;

/** What a class does with a collection; 'registered' where it makes a module of its own of all that is in it. */
export function readUses(
  name: string,
  definition: ClassDefinition,
  displayed: readonly SyntaxNode[],
): Collection | 'registered' {
  const { segment } = definition.site;
  const stored = [...displayed];
  let registered = -1;
  let [isUsed, isHandedOver] = [false, registersAnything(definition)];
  for (const method of methodsOf(definition))
    for (const use of usesOfSelf(method).get(name) ?? []) {
      const added = addedTo(use, segment);
      if (added !== undefined) {
        stored.push(...added);
        continue;
      }
      if (isTarget(use)) continue;
      const isInit = method.name === '__init__';
      if (isInit && (isRegistered(use, segment) || isAddedInTurn(use, segment))) registered = use.from;
      else if (isGivenAway(use, method, segment)) isHandedOver = true;
      else if (method.name !== '__init__') isUsed = true;
    }
  return stored.every(({ to }) => to < registered) ? 'registered' : { stored, isUsed, isHandedOver };
}

/** Whether a use makes a module of what is in a collection that the object keeps: `self.net = nn.Sequential(*self.layers)`. */
function isRegistered({ parent: args }: SyntaxNode, segment: Segment): boolean {
  const call = args?.name === 'ArgList' ? args.parent : null;
  const statement = call?.parent?.name === 'AssignStatement' ? call.parent : null;
  return (
    call?.firstChild !== null &&
    call?.firstChild !== undefined &&
    MAKES_MODULE.test(textOf(segment, call.firstChild)) &&
    statement?.firstChild?.name === 'MemberExpression'
  );
}

/** Whether a loop adds each of them to the module: `for i, layer in enumerate(self.layers): self.add_module(f"layer_{i}", layer)`. */
function isAddedInTurn(use: SyntaxNode, segment: Segment): boolean {
  const call = use.parent?.name === 'ArgList' ? use.parent.parent : null;
  const isCounted =
    call?.firstChild !== null && call !== null && textOf(segment, call.firstChild) === 'enumerate';
  const loop = (isCounted ? call : use).parent;
  const body = loop?.name === 'ForStatement' ? loop.getChild('Body') : null;
  if (loop === null || body === null) return false;
  const targets = loop.getChildren('VariableName').map((node) => textOf(segment, node));
  return body.getChildren('ExpressionStatement').some(({ firstChild: added }) => {
    const args = added?.getChild('ArgList')?.getChildren('VariableName') ?? [];
    const [callee, last] = [added?.firstChild, args.at(-1)];
    return (
      callee !== null &&
      callee !== undefined &&
      /^\w+\.(?:add|register)_module$/.test(textOf(segment, callee)) &&
      last !== undefined &&
      targets.at(-1) === textOf(segment, last)
    );
  });
}

/** Whether a class may register modules by names that are not written in it: it is asked for each of its collections. */
const registersAnything = once((definition: ClassDefinition): boolean => {
  const { segment } = definition.site;
  const { from, to } = definition.node;
  return (
    methodsOf(definition).some((method) =>
      [...usesOfSelf(method).keys()].some((name) => REGISTERS.test(name)),
    ) ||
    segment.calls.some(
      ({ callee, at }) => from <= at && at < to && /(?:^|\.)setattr$/.test(textOf(segment, callee)),
    )
  );
});

/** What `self.x.append(…)` or `self.x[…] = …` puts into the collection; undefined for any other use of it. */
function addedTo(use: SyntaxNode, segment: Segment): SyntaxNode[] | undefined {
  const { parent } = use;
  if (parent?.name !== 'MemberExpression' || parent.firstChild?.from !== use.from) return undefined;
  const outer = parent.parent;
  if (parent.lastChild?.name === 'PropertyName') {
    const args = outer?.name === 'CallExpression' ? outer.getChild('ArgList') : null;
    if (args === null || !ADDS.test(textOf(segment, parent.lastChild))) return undefined;
    return childrenOf(args)
      .filter(({ name }) => !/^[(),]$/.test(name))
      .flatMap((argument) => elementsOf(argument, segment));
  }
  const isAssigned = outer?.name === 'AssignStatement' && outer.firstChild?.from === parent.from;
  return isAssigned && outer.lastChild !== null ? elementsOf(outer.lastChild, segment) : undefined;
}

function isTarget(use: SyntaxNode): boolean {
  const next = use.nextSibling?.name;
  return (
    /^(?:Assign|Update)Statement$/.test(use.parent?.name ?? '') &&
    (next === 'AssignOp' || next === 'TypeDef' || next === 'UpdateOp')
  );
}

/** Whether a use passes the collection on: as an argument, to another name, or to whoever calls the method. */
function isGivenAway(use: SyntaxNode, method: FunctionDefinition, segment: Segment): boolean {
  let at = use;
  for (let { parent } = use; parent !== null; at = parent, parent = parent.parent) {
    if (parent.name === 'ArgList') {
      const call = parent.parent;
      const callee = call?.firstChild;
      // What is made and called at once keeps nothing: `nn.Sequential(*self.layers)(x)`.
      if (call?.parent?.name === 'CallExpression' && call.parent.firstChild?.from === call.from) return false;
      return callee === null || callee === undefined || !READERS.test(textOf(segment, callee));
    }
    if (parent.name === 'AssignStatement') return at === use;
    if (parent.name === 'ReturnStatement') return at === use && method.name !== 'forward';
    // An element, what is called, and what a loop runs over are read.
    const isPassed = /^(?:Array|Tuple|Binary|Parenthesized)Expression$/.test(parent.name);
    if (!isPassed && !(method.name === '__init__' && parent.name.includes('Comprehension'))) return false;
  }
  return false;
}
