import { childrenOf, textOf } from '../../syntax/nodes';
import type { MemberWrite } from '../../syntax/scopes';
import { isOfDataFile } from '../names/ofDataFile';
import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import type { AbstractObject } from './abstractObject';
import { Environment } from './environment';
import { fieldNamed } from './fields';
import { isGivenBack } from './givenBack';
import { objectOf } from './objects';
import { defaultsOf, optionGiven, parsersOf } from './options';
import { setOption } from './optionsSet';
import { pouredOver } from './pouredOver';

/** The number that an option is: what its own parser says, else, where others add options to that, what these say. */
export function numberOfOption(
  options: Extract<AbstractObject, { is: 'options' }>,
  name: string,
  text: string,
  { resolver, site }: Pick<Environment, 'resolver' | 'frames' | 'site'>,
): StaticNumber {
  // What is put into a dictionary is an option only where that is made of them.
  const isMeant = (write: MemberWrite): boolean => {
    const { isItem, node, ...at } = write;
    if (!isItem && isHandedOn(write, resolver)) return false;
    // Where each of several functions has a parser, what one of them sets is none of another's.
    const isOthers = options.own !== undefined && at.scope !== options.own && at.scope.kind === 'function';
    if ((!isItem && !isOthers) || node.firstChild === null) return true;
    const object = objectOf(node.firstChild, new Environment(at, resolver));
    return isItem ? object.is === 'options' : object.is !== 'options' || object.own === options.own;
  };
  const given = options.words && optionGiven(options.words, name);
  if (given !== undefined) return given;
  const parsed = parsedOption(options, name, text, { resolver, site }, isMeant);
  const number = pouredOver(parsersOf(options), name, parsed, resolver, objectOf);
  // Where it is None by default other code may set it, but no file: `args.dropout = 0.2`.
  const isUnset = !number.known && number.reason === 'none' && number.whereSet === undefined;
  if (number.known || (!isUnset && number.reason !== 'attribute')) return number;
  const named = fieldNamed({ name, holder: 'args', text }, resolver, site);
  const written = named.known && named.steps.at(-1);
  return isUnset && (!written || isOfDataFile(written, resolver)) ? number : named;
}

const PARSES = /\.parse_(?:known_)?args\(/;

/** Whether an option is put into something else under its own name, `config.p = args.p`, after `args = parser.parse_args()`. */
function isHandedOn({ name, value, node, segment }: MemberWrite, resolver: Resolver): boolean {
  const [object, dot, key] = value?.node.name === 'MemberExpression' ? childrenOf(value.node) : [];
  if (!value || object?.name !== 'VariableName' || dot?.name !== '.' || !key || !node.firstChild)
    return false;
  const from = textOf(value.segment, object);
  if (textOf(value.segment, key) !== name || textOf(segment, node.firstChild) === from) return false;
  return resolver
    .bindingsOf(from, value)
    .some(({ kind }) => kind.type === 'value' && PARSES.test(textOf(kind.value.segment, kind.value.node)));
}

/**
 * What a parser says that an option is, and what the code sets it to.
 *
 * @param isMeant whether an assignment may be one to that
 */
function parsedOption(
  options: Extract<AbstractObject, { is: 'options' }>,
  name: string,
  text: string,
  { resolver, site }: Pick<Environment, 'resolver' | 'site'>,
  isMeant: (write: MemberWrite) => boolean,
): StaticNumber {
  resolver.need(`.${name}`);
  const defaults = defaultsOf(options, name, resolver);
  const writes = parsersOf(options)
    .flatMap((one) => one.writesOf(name))
    .filter((write) => !isGivenBack(write, resolver) && isMeant(write));
  return setOption(defaults, writes, text, site, resolver);
}
