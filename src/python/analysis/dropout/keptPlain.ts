import type { SyntaxNode } from '@lezer/common';
import { boundArgument, readArguments } from '../../syntax/arguments';
import { eachNode, stringValue, textOf } from '../../syntax/nodes';
import type { CallSite, ClassDefinition, FunctionDefinition, Segment } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { initOf } from '../provenance/classes';
import { isModule, type Method, methodAround, methodsOf, usesOfSelf } from '../provenance/methods';
import { isKept, isPlainCollection, MAKES_MODULE, readUses } from './collections';
import { wholeLayer } from './partOf';
import type { Verdict } from './sites';

/** Where a layer is that no module looks into, and what is known of it. */
export interface Hidden {
  readonly silenced: Exclude<Verdict['silenced'], 'yes'>;
  readonly on: string;
}

/**
 * Where a layer is that what is called keeps as it is given it, in a plain list: `Net([nn.Dropout(0.1)])` whose `__init__` says
 * `self.layers = layers`, or `self.layers = clones(nn.Dropout(0.1), 3)` where `clones` returns a list.
 */
export function keptPlain(call: CallSite, resolver: Resolver): Hidden | undefined {
  return keptByClass(call, resolver) ?? keptFromHelper(call, resolver);
}

/** Calls within displays within calls: deeper ones are machine-made. */
const MOST_LEVELS = 4;

/** The display or comprehension that a call stands in, alone or as a part of a module, where that is an argument; and what is called with it. */
function displayAround({
  node,
  segment,
}: CallSite): { readonly display: SyntaxNode; readonly called: SyntaxNode } | undefined {
  let display = node;
  for (let level = 0; level < MOST_LEVELS; level++) {
    const { parent } = display;
    const called = parent?.name === 'ArgList' ? parent.parent : null;
    if (called?.name === 'CallExpression' && called.firstChild !== null) {
      if (display.name !== 'CallExpression') return { display, called };
      if (!MAKES_MODULE.test(textOf(segment, called.firstChild))) return undefined;
      display = called;
    } else if (
      parent !== null &&
      /^(?:Array|Tuple|Dictionary|ArrayComprehension)Expression$/.test(parent.name)
    )
      display = parent;
    else return undefined;
  }
  return undefined;
}

/** Whether a class keeps a list, that it is given with a layer in it, as a plain attribute. */
function keptByClass(call: CallSite, resolver: Resolver): Hidden | undefined {
  const { display, called } = displayAround(call) ?? {};
  const [callee, args] = [called?.firstChild, called?.getChild('ArgList')];
  if (display === undefined || !callee || !args) return undefined;
  const keeper = resolver.meaningOf(callee, call);
  const init = keeper?.type === 'class' && isModule(keeper, resolver) ? initOf(keeper) : undefined;
  if (keeper?.type !== 'class' || init === undefined) return undefined;
  const given = init.parameters.slice(1).find(({ name }) => {
    const argument = boundArgument(call.segment, args, init, name);
    return argument.passed === 'value' && argument.node.from === display.from;
  });
  return given && keptAsGiven(given.name, init, keeper);
}

/** Where a class keeps what it is given as a parameter, if that is all that it does with it. */
function keptAsGiven(
  parameter: string,
  init: FunctionDefinition,
  keeper: ClassDefinition,
): Hidden | undefined {
  const { segment } = init.site;
  let others = 0;
  const kept: SyntaxNode[] = [];
  const visit = (use: SyntaxNode): void => {
    if (use.parent?.name === 'ParamList') return;
    if (isKept(use)) kept.push(use);
    else others++;
  };
  eachNode(init.node, 'VariableName', visit, { source: segment, text: parameter });
  const [use] = kept;
  const target = use?.parent?.firstChild?.lastChild;
  if (use === undefined || !target || kept.length + others > 1) return undefined;
  const name = textOf(segment, target);
  const [write, ...more] = keeper.selfWrites.get(name) ?? [];
  if (write?.value?.node.from !== use.from || more.length > 0) return undefined;
  return asUsed(name, keeper, [use], `${keeper.name}.${name}`);
}

/** What is said of a layer in a plain collection that a class keeps under a name. */
function asUsed(
  name: string,
  keeper: ClassDefinition,
  stored: readonly SyntaxNode[],
  on: string,
): Hidden | undefined {
  const uses = readUses(name, keeper, stored);
  if (uses === 'registered') return undefined;
  return { silenced: uses.isUsed && !uses.isHandedOver ? 'no' : 'depends', on };
}

/** Whether an attribute is given what a function makes of a layer, and that is a plain list. */
function keptFromHelper(call: CallSite, resolver: Resolver): Hidden | undefined {
  const method = methodAround(call.scope);
  const helper = call.node.parent?.name === 'ArgList' ? call.node.parent.parent : null;
  const target = helper?.parent?.name === 'AssignStatement' ? helper.parent.firstChild : null;
  if (method === undefined || !helper?.firstChild || target?.name !== 'MemberExpression') return undefined;
  const name = attributeOf(target, method, call.segment);
  if (name === undefined || !isModule(method.owner, resolver)) return undefined;
  const made = resolver.meaningOf(helper.firstChild, call);
  if (made?.type !== 'function' || !onlyMakesList(made)) return undefined;
  if ((method.owner.selfWrites.get(name) ?? []).length > 1) return undefined;
  return asUsed(name, method.owner, [helper], `${method.self}.${name}`);
}

/** The attribute of its own object that a method assigns to. */
function attributeOf(target: SyntaxNode, { self }: Method, segment: Segment): string | undefined {
  const [, object, name] = /^(\w+)\s*\.\s*(\w+)$/.exec(textOf(segment, target)) ?? [];
  return object === self ? name : undefined;
}

/** Whether a function does nothing but return a plain list, but for what its text says of it. */
function onlyMakesList({ node, returns, site: { segment } }: FunctionDefinition): boolean {
  const [returned, ...others] = returns;
  const statements = (node.getChild('Body')?.getChildren('Statement') ?? []).filter(
    ({ name, firstChild }) => name !== 'ExpressionStatement' || firstChild?.name !== 'String',
  );
  return (
    returned !== undefined &&
    others.length === 0 &&
    statements.length === 1 &&
    isPlainCollection(returned.node, segment)
  );
}

/**
 * Where a layer is that a module is given past its own way of keeping parts: `self.__dict__["drop"] = nn.Dropout(0.1)`,
 * `object.__setattr__(self, "drop", nn.Dropout(0.1))`.
 */
export function putPast(call: CallSite, method: Method, resolver: Resolver): Hidden | undefined {
  const { node, modes } = wholeLayer(call);
  const name = modes.length === 0 ? namePast(node, method, call.segment) : undefined;
  if (name === undefined || !isModule(method.owner, resolver)) return undefined;
  const { owner, self } = method;
  const uses = methodsOf(owner).flatMap((one) => usesOfSelf(one).get(name) ?? []);
  const isOnlyCalled = uses.every(
    ({ parent, from }) => parent?.name === 'CallExpression' && parent.firstChild?.from === from,
  );
  return { silenced: isOnlyCalled && !owner.selfWrites.has(name) ? 'no' : 'depends', on: `${self}.__dict__` };
}

/** Under which name an object is given a value so. */
function namePast({ parent, from }: SyntaxNode, { self }: Method, segment: Segment): string | undefined {
  if (parent?.name === 'AssignStatement' && parent.lastChild?.from === from && parent.firstChild) {
    const [, object, key = ''] =
      /^(\w+)\.__dict__\[([^\]]*)\]$/.exec(textOf(segment, parent.firstChild)) ?? [];
    return object === self ? stringValue(key) : undefined;
  }
  const callee = parent?.name === 'ArgList' ? parent.parent?.firstChild : null;
  if (!parent || !callee || textOf(segment, callee) !== 'object.__setattr__') return undefined;
  const [object, key] = readArguments(segment, parent)?.positional ?? [];
  return object && key && textOf(segment, object) === self ? stringValue(textOf(segment, key)) : undefined;
}
