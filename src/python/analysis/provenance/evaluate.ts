import type { SyntaxNode } from '@lezer/common';
import { reprNumber, parsePythonNumber } from '../../../torch';
import { calculate } from './arithmetic';
import { besideComputed } from './computed';
import { called } from './calledNumber';
import { baseNames } from './classes';
import { chosen } from './conditional';
import { fieldNamed } from './fields';
import { isSetThere } from './guards';
import { Environment } from './environment';
import { elementPassed } from './elementPassed';
import { childrenOf, stringValue, withoutParentheses } from '../../syntax/nodes';
import type { AbstractObject } from './abstractObject';
import { numberOfAttribute, numberOfItem } from './members';
import { objectOf } from './objects';
import { settledText } from './texts';
import type { ClassOf, Word } from '../names/meaning';
import { namedNumber, numberBound } from './namedNumber';
import { reached } from './truth';
import { takenFromRest, unpacked } from './passing';
import { optionHeld } from './options';
import type { UnpackedArgument } from '../../syntax/arguments';
import type { Known, StaticNumber, Step, Truth } from '../names/staticNumber';
import {
  instead,
  isGuessed,
  isZero,
  literal,
  reasonOrExpression,
  through,
  unknown,
} from '../names/staticNumber';
import { Resolver } from '../names/resolve';
import { whereNotZero } from './weighing';
import { isTriedHere, writtenBefore } from './writtenBefore';
import { type Binding, type ExpressionSite, type Site } from '../../syntax/scopes';
import { isOfDataFile } from '../names/ofDataFile';
import { type Frames, NO_FRAMES } from '../names/frames';

/** A resolver that also finds the numbers that expressions come to: all of provenance together. */
export class Evaluator extends Resolver {
  override numberOf(expression: SyntaxNode, site: Site, frames: Frames = NO_FRAMES): StaticNumber {
    const environment = new Environment(site, this, frames);
    const node = withoutParentheses(expression);
    const step = { segment: site.segment, node, text: environment.textOf(node) };
    return this.lookInto(() => numberOfNode(step, environment), unknown('expression', step.text));
  }

  override numberBound(binding: Binding, name: string, frames: Frames): StaticNumber {
    return numberBound(binding, name, this, frames);
  }

  override wordOf(expression: SyntaxNode, site: Site): Word | undefined {
    return settledText(expression, new Environment(site, this));
  }

  override classOf(expression: SyntaxNode, site: Site): ClassOf | 'other' | 'searching' | undefined {
    const object = objectOf(expression, new Environment(site, this));
    if (object.is === 'unknown') return object.reason.reason === 'searching' ? 'searching' : undefined;
    // Classes of the workspace may be registered with a library, which then makes their objects.
    if (object.is === 'configuration' || object.is === 'model') return undefined;
    const isClass = object.is === 'class';
    return isClass || object.is === 'instance' ? { definition: object.of, isObject: !isClass } : 'other';
  }

  override reached(place: ExpressionSite, frames: Frames): Truth | undefined {
    return this.lookInto(() => reached(place, this, frames), undefined);
  }

  override numberUnpacked(
    argument: UnpackedArgument,
    name: string,
    site: Site,
    frames: Frames,
    otherwise: StaticNumber | undefined,
  ): StaticNumber | 'nothing' {
    const environment = new Environment(site, this, frames);
    const read = (): StaticNumber | 'nothing' =>
      argument.index === undefined
        ? unpacked(argument.node, name, environment, otherwise)
        : elementPassed(argument, name, environment, otherwise);
    return this.lookInto<StaticNumber | 'nothing'>(read, unknown('unpacked', name));
  }
}

function numberOfNode(step: Step, environment: Environment): StaticNumber {
  const { node, text } = step;
  switch (node.name) {
    case 'Number':
      return literal(step);
    case 'UnaryExpression':
      return negated(step, environment);
    case 'BinaryExpression':
      return combined(step, environment);
    case 'ConditionalExpression':
      return chosen(step, environment);
    case 'VariableName':
      return whereSet(through(namedNumber(node, text, environment), 'constant', step), step);
    case 'MemberExpression':
      return whereSet(member(step, environment), step);
    case 'CallExpression':
      return called(step, environment);
    case 'Boolean':
      // Whoever gives False for p means none, and so PyTorch reads it; True, which drops all, nobody means.
      return text === 'False'
        ? { ...literal(step), text: '0', written: undefined }
        : unknown('boolean', text);
    case 'None':
      return unknown('none', text);
    case 'String': {
      const said = numberSaid(stringValue(text) ?? '');
      const spelt = parsePythonNumber(said) && { ...literal({ ...step, text: said }), written: undefined };
      return { ...unknown('expression', text), ...(spelt && { spelt }) };
    }
    default:
      return unknown(node.type.isError ? 'incomplete' : 'expression', text);
  }
}

/** The number that a text says, or a list in it of the same number several times: `"[0.1, 0.1]"`. */
function numberSaid(text: string): string {
  const said = text.trim();
  const [first = '', ...others] = (/^[[(]/.test(said) && /[\])]$/.test(said) ? said.slice(1, -1) : said)
    .split(',')
    .map((one) => one.trim());
  // A comma may stand behind the last one.
  return others.every((other, i) => other === first || (other === '' && i === others.length - 1))
    ? first
    : '';
}

/** What a name is that is None or a number, and stands where it is a number; and one that is 0 by default where it is not 0. */
function whereSet(number: StaticNumber, step: Step): StaticNumber {
  if (number.known) {
    const isOpen = number.unless === 'caller' && (isZero(number.text) || number.whereNotZero !== undefined);
    return isOpen && isSetThere(step, step.text, true)
      ? (number.whereNotZero ?? whereNotZero(number) ?? number)
      : number;
  }
  const { whereSet: set, whereNotZero: other } = number;
  if (other !== undefined && isSetThere(step, step.text, true)) return other;
  return set !== undefined && isSetThere(step, step.text) ? set : number;
}

function negated(step: Step, environment: Environment): StaticNumber {
  const { firstChild: operator, lastChild: operand } = step.node;
  if (operand?.name === 'Number') return literal(step);
  if (operator?.name !== 'ArithOp' || operand === null) return unknown('expression', step.text);
  const number = environment.numberOf(operand);
  if (!number.known) return number;
  return result(environment.textOf(operator), '0', number.text, step, [number]);
}

/** `a + b`, and `a or b`. */
function combined(step: Step, environment: Environment): StaticNumber {
  const { node, text } = step;
  const [left, operator, right] = childrenOf(node);
  if (left === undefined || operator === undefined || right === undefined) return unknown('expression', text);
  const dropping = environment.textOf(operator) === '*' ? withoutMode(left, right, environment) : undefined;
  // `p * self.training` is p where it drops.
  if (dropping !== undefined) return through(environment.numberOf(dropping), 'constant', step);
  const a = environment.numberOf(left);
  if (operator.name === 'or') {
    if (a.known && parsePythonNumber(a.text)?.value !== 0) return through(a, 'constant', step);
    if (!a.known && a.reason !== 'none') return a;
    const other = environment.numberOf(right);
    const unless = a.known ? a.unless : ('caller' as const);
    if (!other.known) return other;
    const guessed = isGuessed(a) || other.guessed;
    return through(instead({ ...other, unless: unless ?? other.unless, guessed }, a), 'constant', step);
  }
  const sign = environment.textOf(operator);
  if (!a.known && sign !== '*') return reasonOrExpression(a, text);
  const b = environment.numberOf(right);
  const nothing = sign === '*' || sign === '/' ? productOfZero(a, b) : undefined;
  if (nothing !== undefined) return through(nothing, 'constant', step);
  if (!a.known) return reasonOrExpression(a, text);
  if (!b.known) return reasonOrExpression(b, text);
  return result(sign, a.text, b.text, step, [a, b]);
}

/** A product with 0.0, of which the other factor is not known, as of rates by depth where there are none: `0.0 * i / (n - 1)`. */
function productOfZero(a: StaticNumber, b: StaticNumber): Known | undefined {
  const [zero, other] = a.known ? [a, b] : [b, a];
  const isOne = zero.known && !other.known && other.reason !== 'searching';
  return isOne && isZero(zero.text) && zero.text.includes('.') ? { ...zero, written: undefined } : undefined;
}

/** Of a product with the mode the other factor. */
function withoutMode(left: SyntaxNode, right: SyntaxNode, environment: Environment): SyntaxNode | undefined {
  const isMode = (factor: SyntaxNode): boolean => /^[\w.]+\.training$/.test(environment.textOf(factor));
  return isMode(left) ? right : isMode(right) ? left : undefined;
}

function result(
  operator: string,
  left: string,
  right: string,
  step: Step,
  operands: readonly Known[],
): StaticNumber {
  const compute = (left: string, right: string): string | undefined => {
    const [a, b] = [parsePythonNumber(left), parsePythonNumber(right)];
    const number = a && b && calculate(operator, a, b);
    return number && reprNumber(number);
  };
  const text = compute(left, right);
  if (text === undefined) return unknown('expression', step.text);
  // What is written in the expression itself needs no way back; a name in it does.
  const steps = operands.flatMap((operand) => (operand.source === 'literal' ? [] : operand.steps));
  const [furthest] = operands.toSorted((x, y) => y.steps.length - x.steps.length);
  return {
    known: true,
    text,
    source: operands.reduce<Known['source']>(
      (source, operand) => (operand.source === 'literal' ? source : operand.source),
      'literal',
    ),
    steps: [step, ...(steps.length > 0 ? steps : [])],
    unless: operands.find(({ unless }) => unless !== undefined)?.unless ?? furthest?.unless,
    guessed: operands.some(isGuessed),
    written: undefined,
    // A sign has but one operand.
    ...besideComputed(operands, ([one = '', other]) =>
      other === undefined ? compute(left, one) : compute(one, other),
    ),
  };
}

/** An attribute or an item: `self.p`, `config.dropout`, `cfg["drop_rate"]`, `rates[0]`. */
function member(step: Step, environment: Environment): StaticNumber {
  const { node, text } = step;
  const [object, dot, key, close] = childrenOf(node);
  if (object === undefined || key === undefined) return unknown('incomplete', text);
  if (dot?.name === '.') {
    const [owner, name] = [objectOf(object, environment), environment.textOf(key)];
    // `Rate.LOW.value`
    const holder = name === 'value' && object.name === 'MemberExpression' ? object.firstChild : null;
    if (holder !== null && isEnumeration(objectOf(holder, environment)))
      return through(environment.numberOf(object), 'attribute', step);
    const flag = name === 'value' ? optionHeld(object, environment.site, environment.resolver) : undefined;
    const said = flag ?? numberOfAttribute(owner, name, text, environment);
    const number = said.known ? said : (referredTo(name, text, environment) ?? said);
    return through(orWritten(number, name, text, environment), 'attribute', step);
  }
  if (close?.name !== ']') return unknown('subscript', text);
  const named = stringValue(environment.textOf(key));
  const rest = named === undefined ? undefined : takenFromRest(object, named, environment, undefined);
  if (rest !== undefined) return through(rest, 'attribute', step);
  const number = numberOfItem(object, key, text, environment);
  return through(
    named === undefined ? number : orWritten(number, named, text, environment),
    'attribute',
    step,
  );
}

/** What is not known of an object, or but guessed, may have been written right there; and so may be what is known of others of its kind. */
function orWritten(number: StaticNumber, name: string, text: string, environment: Environment): StaticNumber {
  const isSure = number.known ? !number.guessed : number.reason === 'searching';
  if (isSure && (!number.known || !isTriedHere(name, text, environment))) return number;
  const written = writtenBefore(name, text, environment);
  if (written?.known === true && !written.guessed) return written;
  return isSure ? unknown('reassigned', text) : number;
}

function isEnumeration(object: AbstractObject): boolean {
  return object.is === 'class' && baseNames(object.of).some((base) => base.endsWith('Enum'));
}

/** What a file of settings takes over that is put together of several: `${model.dropout}`, where another file has the model. */
function referredTo(name: string, text: string, { site, resolver }: Environment): StaticNumber | undefined {
  return isOfDataFile(site, resolver)
    ? fieldNamed({ name, holder: text.slice(0, text.lastIndexOf('.')), text }, resolver, site)
    : undefined;
}
