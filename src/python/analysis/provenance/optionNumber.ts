import type { MemberWrite } from '../../syntax/scopes';
import { isData } from '../names/dataText';
import type { StaticNumber } from '../names/staticNumber';
import type { AbstractObject } from './abstractObject';
import { Environment } from './environment';
import { fieldNamed } from './fields';
import { objectOf } from './objects';
import { optionGiven, optionOf } from './options';
import { pouredOver } from './pouredOver';

/** The number that an option is: what its own parser says, else, where others add options to that, what these say. */
export function numberOfOption(
  { module, maker, words }: Extract<AbstractObject, { is: 'options' }>,
  name: string,
  text: string,
  { resolver, site }: Pick<Environment, 'resolver' | 'frames' | 'site'>,
): StaticNumber {
  // What is put into something else is an option only where that is made of them: `cfg = Config()`, and `cfg.p = args.p`.
  const isMeant = ({ isItem, node: { firstChild }, ...write }: MemberWrite): boolean => {
    if (firstChild === null) return true;
    const owner = objectOf(firstChild, new Environment(write, resolver)).is;
    return owner === 'options' || (!isItem && (owner === 'unknown' || owner === 'configuration'));
  };
  const given = words && optionGiven(words, name);
  if (given !== undefined) return given;
  const modules = [module, maker ?? module] as const;
  const parsed = optionOf(modules, name, text, resolver, isMeant);
  const number = pouredOver(modules, name, parsed, resolver, objectOf);
  // Where it is None by default other code may set it, but no file: `args.dropout = 0.2`.
  const isUnset = !number.known && number.reason === 'none' && number.whereSet === undefined;
  if (number.known || (!isUnset && number.reason !== 'attribute')) return number;
  const named = fieldNamed({ name, holder: 'args', text }, resolver, site);
  const written = named.known && named.steps.at(-1);
  return isUnset && (!written || isData(resolver.uriOf(resolver.moduleOf(written)))) ? number : named;
}
