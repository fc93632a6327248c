import type { SyntaxNode } from '@lezer/common';
import { reprNumber } from '../../../torch';
import { boundArgument } from '../../syntax/arguments';
import { calculate } from './arithmetic';
import { passedByCallers } from './callers';
import { childrenOf, textOf, withoutParentheses } from '../../syntax/nodes';
import { attributeOf, itemOf, objectOf } from './objects';
import { agreed, isGuessed, notPassed, numberOfText, type Reading, through, unknown } from '../names/reading';
import { Resolver } from '../names/resolve';
import type { Binding, Expression, FunctionDefinition, Parameter, Site } from '../../syntax/scopes';
import { type Frames, NO_FRAMES } from '../names/frames';

/** A resolver that also finds the numbers that expressions come to: all of reading together. */
export class Evaluator extends Resolver {
  override numberOf(expression: SyntaxNode, site: Site, frames: Frames = NO_FRAMES): Reading {
    return numberOf(expression, site, this, frames);
  }

  override numberBound(binding: Binding, name: string, frames: Frames): Reading {
    return bound(binding, name, this, frames);
  }
}

function numberOf(
  expression: SyntaxNode,
  site: Site,
  resolver: Resolver,
  frames: Frames = NO_FRAMES,
): Reading {
  const node = withoutParentheses(expression);
  const text = textOf(site.segment, node);
  return resolver.lookInto(
    () => numberOfNode(node, text, site, resolver, frames),
    unknown('expression', text),
  );
}

function numberOfNode(
  node: SyntaxNode,
  text: string,
  site: Site,
  resolver: Resolver,
  frames: Frames,
): Reading {
  switch (node.name) {
    case 'Number':
      return literal(text, node, site);
    case 'UnaryExpression':
      return negated(node, text, site, resolver, frames);
    case 'BinaryExpression':
      return combined(node, text, site, resolver, frames);
    case 'ConditionalExpression':
      return chosen(node, text, site, resolver, frames);
    case 'VariableName':
      return through(named(node, text, site, resolver, frames), 'constant', {
        segment: site.segment,
        node,
        text,
      });
    case 'MemberExpression':
      return member(node, text, site, resolver, frames);
    case 'CallExpression':
      return called(node, text, site, resolver, frames);
    case 'Boolean':
      return unknown('boolean', text);
    case 'None':
      return unknown('none', text);
    default:
      return unknown(node.type.isError ? 'incomplete' : 'expression', text);
  }
}

function literal(text: string, node: SyntaxNode, { segment }: Site): Reading {
  const step = { segment, node, text };
  return {
    known: true,
    text,
    source: 'literal',
    steps: [step],
    unless: undefined,
    guessed: false,
    written: step,
  };
}

function negated(node: SyntaxNode, text: string, site: Site, resolver: Resolver, frames: Frames): Reading {
  const { firstChild: operator, lastChild: operand } = node;
  if (operand?.name === 'Number') return literal(text, node, site);
  if (operator?.name !== 'ArithOp' || operand === null) return unknown('expression', text);
  const reading = numberOf(operand, site, resolver, frames);
  if (!reading.known) return reading;
  const sign = textOf(site.segment, operator);
  return result(sign, '0', reading.text, { segment: site.segment, node, text }, [reading]);
}

/** `a + b`, and `a or b`. */
function combined(node: SyntaxNode, text: string, site: Site, resolver: Resolver, frames: Frames): Reading {
  const [left, operator, right] = childrenOf(node);
  if (left === undefined || operator === undefined || right === undefined) return unknown('expression', text);
  const a = numberOf(left, site, resolver, frames);
  if (!a.known && operator.name !== 'or') return reasonOrExpression(a, text);
  const step = { segment: site.segment, node, text };
  if (operator.name === 'or') {
    if (a.known && numberOfText(a.text)?.value !== 0) return through(a, 'constant', step);
    if (!a.known && a.reason !== 'none') return a;
    const other = numberOf(right, site, resolver, frames);
    const unless = a.known ? a.unless : ('caller' as const);
    if (!other.known) return other;
    const guessed = isGuessed(a) || other.guessed;
    return through({ ...other, unless: unless ?? other.unless, guessed }, 'constant', step);
  }
  const b = numberOf(right, site, resolver, frames);
  if (!a.known || !b.known) return reasonOrExpression(b, text);
  return result(textOf(site.segment, operator), a.text, b.text, step, [a, b]);
}

/** What an operand that is unknown says of the whole. */
function reasonOrExpression(operand: Reading, text: string): Reading {
  return operand.known || operand.reason === 'expression' ? unknown('expression', text) : operand;
}

type Known = Extract<Reading, { known: true }>;

function result(
  operator: string,
  left: string,
  right: string,
  step: Known['steps'][number],
  operands: readonly Known[],
): Reading {
  const [a, b] = [numberOfText(left), numberOfText(right)];
  const number = a && b && calculate(operator, a, b);
  if (number === undefined) return unknown('expression', step.text);
  // What is written in the expression itself needs no way back; a name in it does.
  const steps = operands.flatMap((operand) => (operand.source === 'literal' ? [] : operand.steps));
  const [furthest] = operands.toSorted((x, y) => y.steps.length - x.steps.length);
  return {
    known: true,
    text: reprNumber(number),
    source: operands.reduce<Known['source']>(
      (source, operand) => (operand.source === 'literal' ? source : operand.source),
      'literal',
    ),
    steps: [step, ...(steps.length > 0 ? steps : [])],
    unless: operands.find(({ unless }) => unless !== undefined)?.unless ?? furthest?.unless,
    guessed: operands.some(isGuessed),
    written: undefined,
  };
}

/** `a if test else b`: known where both come to the same. */
function chosen(node: SyntaxNode, text: string, site: Site, resolver: Resolver, frames: Frames): Reading {
  const [yes, , test, , no] = childrenOf(node);
  if (yes === undefined || test === undefined || no === undefined) return unknown('expression', text);
  const step = { segment: site.segment, node, text };
  const [a, b] = [yes, no].map((branch) => numberOf(branch, site, resolver, frames));
  if (a === undefined || b === undefined) return unknown('expression', text);
  // `p if p is not None else 0.1`, where p is None unless the caller sets it.
  if (/\bNone\b/.test(textOf(site.segment, test))) {
    const guessed = isGuessed(a) || isGuessed(b);
    if (isUnset(a, yes) && b.known) return through({ ...b, unless: 'caller', guessed }, 'parameter', step);
    if (isUnset(b, no) && a.known) return through({ ...a, unless: 'caller', guessed }, 'parameter', step);
  }
  // `p if self.training else 0.0` is p where it drops.
  const mode = /^(not )?[\w.]+\.training$/.exec(textOf(site.segment, test));
  if (mode !== null) return through(mode[1] === undefined ? a : b, 'constant', step);
  return through(agreed([a, b], 'conditional', text), 'constant', step);
}

/** Whether a name or an attribute, not the word itself, comes to None. */
function isUnset(reading: Reading, node: SyntaxNode): boolean {
  return !reading.known && reading.reason === 'none' && node.name !== 'None';
}

function named(node: SyntaxNode, name: string, site: Site, resolver: Resolver, frames: Frames): Reading {
  const bindings = resolver.bindingsOf(name, site);
  const readings = bindings.map((binding) => bound(binding, name, resolver, frames));
  const replaced = readings.findIndex(
    (reading, i) => !reading.known && reading.reason === 'none' && bindings[i]?.kind.type === 'parameter',
  );
  const rest = readings.filter((_, i) => i !== replaced);
  // `def f(p=None): if p is None: p = 0.1`
  if (replaced >= 0 && rest.length > 0) {
    const guarded = bindings.every((binding, i) => i === replaced || isGuardedByNone(binding, name));
    const reading = agreed(rest, 'reassigned', name);
    if (guarded) return reading.known ? { ...reading, unless: 'caller' } : reading;
  }
  return agreed(readings, 'reassigned', name);
}

/** Whether a name is bound only `if name is None:`. */
function isGuardedByNone({ node, site: { segment } }: Binding, name: string): boolean {
  const branch = node.parent?.parent;
  const test = node.parent?.prevSibling;
  if (branch?.name !== 'IfStatement' || test === null || test === undefined) return false;
  return textOf(segment, test).replace(/\s+/g, ' ') === `${name} is None`;
}

function bound(binding: Binding, name: string, resolver: Resolver, frames: Frames): Reading {
  const { kind, site } = binding;
  switch (kind.type) {
    case 'value':
      return numberOf(kind.value.node, kind.value, resolver, frames);
    case 'parameter':
      return passed(kind.parameter, kind.definition, resolver, frames);
    case 'loop':
      return looped(kind.iterable, name, resolver, frames);
    case 'import':
    case 'star': {
      const path = kind.type === 'star' ? `${kind.path}.${name}` : kind.path;
      const meaning = resolver.imported(path, resolver.moduleOf(site));
      if (meaning?.type === 'searching') return unknown('searching', name);
      if (meaning?.type !== 'value') return unknown('imported', name);
      return numberOf(meaning.value.node, meaning.value, resolver);
    }
    case 'class':
    case 'function':
    case 'other':
      return unknown('unreadable', name);
  }
}

/** What a parameter is given: by the call that runs its function, where that is known, else its default. */
function passed(
  parameter: Parameter,
  definition: FunctionDefinition,
  resolver: Resolver,
  frames: Frames,
): Reading {
  const { name, fallback, kind } = parameter;
  if (kind === 'star' || kind === 'doubleStar') return unknown('parameter', name);
  const running = frames.get(definition.scope);
  const argument = running && boundArgument(running.site.segment, running.args, definition, name);
  if (argument?.passed === 'value' && running !== undefined)
    return numberOf(argument.node, running.site, resolver, running.frames);
  if (argument !== undefined && argument.passed !== 'nothing') return notPassed(argument, name);
  if (fallback === undefined) return passedByCallers(parameter, definition, resolver);
  const reading = numberOf(fallback.node, fallback, resolver);
  if (!reading.known) return reading.reason === 'none' ? { ...reading, name } : reading;
  const unless = running === undefined ? 'caller' : reading.unless;
  return { ...reading, source: 'parameter', unless };
}

/** `for p in [0.1, 0.1]`: known where all rounds have the same. */
function looped(iterable: Expression | undefined, name: string, resolver: Resolver, frames: Frames): Reading {
  const list = iterable && withoutParentheses(iterable.node);
  if (iterable === undefined || list === undefined || !/^(?:Array|Tuple|Set)Expression$/.test(list.name))
    return unknown('loop', name);
  const elements = childrenOf(list).filter(({ name: type }) => !/^[()[\]{},]$/.test(type));
  const readings = elements.map((element) => numberOf(element, iterable, resolver, frames));
  const together = agreed(readings, 'loop', name);
  if (together.known || readings.length === 0) return together;
  const values = readings.flatMap((reading) => (reading.known ? [reading.text] : []));
  return values.length === readings.length ? { ...unknown('loop', name), values } : unknown('loop', name);
}

/** An attribute or an item: `self.p`, `config.dropout`, `cfg["drop_rate"]`, `rates[0]`. */
function member(node: SyntaxNode, text: string, site: Site, resolver: Resolver, frames: Frames): Reading {
  const [object, dot, key, close] = childrenOf(node);
  if (object === undefined || key === undefined) return unknown('incomplete', text);
  const step = { segment: site.segment, node, text };
  if (dot?.name === '.') {
    const owner = objectOf(object, site, resolver, frames);
    return through(attributeOf(owner, textOf(site.segment, key), text, resolver, frames), 'attribute', step);
  }
  if (close?.name !== ']') return unknown('subscript', text);
  return through(itemOf(object, key, text, site, resolver, frames), 'attribute', step);
}

/** `float(x)`, `getattr(args, "dropout", 0.1)`, `kwargs.get("dropout", 0.1)`. */
function called(node: SyntaxNode, text: string, site: Site, resolver: Resolver, frames: Frames): Reading {
  const { firstChild: callee } = node;
  const args = node.getChild('ArgList');
  if (callee === null || args === null) return unknown('expression', text);
  const [, ...inner] = childrenOf(args);
  const values = inner.filter(({ name }) => name !== ',' && name !== ')' && name !== 'Comment');
  const [first, second, third] = values;
  const step = { segment: site.segment, node, text };
  const plain = !values.some(({ name }) => /^(?:AssignOp|\*\*?|for)$/.test(name));
  if (!plain || first === undefined) return unknown('expression', text);
  const name = textOf(site.segment, callee);
  if (name === 'float' && values.length === 1) {
    const reading = numberOf(first, site, resolver, frames);
    const number = reading.known ? numberOfText(reading.text) : undefined;
    if (!reading.known || number === undefined) return reading;
    return {
      ...reading,
      text: reprNumber({ type: 'float', value: number.value }),
      written: undefined,
      steps: [step, ...reading.steps],
    };
  }
  if (name === 'getattr' && second?.name === 'String') {
    const owner = objectOf(first, site, resolver, frames);
    const attribute = textOf(site.segment, second).slice(1, -1);
    const reading = attributeOf(owner, attribute, text, resolver, frames);
    if (reading.known || third === undefined || reading.reason !== 'attribute')
      return through(reading, 'attribute', step);
    return fallbackTo(third, step, site, resolver, frames);
  }
  const [object, , method] = callee.name === 'MemberExpression' ? childrenOf(callee) : [];
  const isGet = method !== undefined && /^(?:get|pop|setdefault)$/.test(textOf(site.segment, method));
  if (object === undefined || !isGet || first.name !== 'String') return unknown('expression', text);
  const reading = itemOf(object, first, text, site, resolver, frames);
  // What an object of a class of its own holds, its class alone does not tell.
  const isOpen = objectOf(object, site, resolver, frames).is === 'instance';
  if (reading.known || second === undefined || reading.reason !== 'subscript' || isOpen)
    return through(reading, 'attribute', step);
  return fallbackTo(second, step, site, resolver, frames);
}

/** The default that holds where nobody sets an attribute or an item. */
function fallbackTo(
  node: SyntaxNode,
  step: Known['steps'][number],
  site: Site,
  resolver: Resolver,
  frames: Frames,
): Reading {
  const reading = numberOf(node, site, resolver, frames);
  return through(reading.known ? { ...reading, unless: 'caller' } : reading, 'parameter', step);
}
