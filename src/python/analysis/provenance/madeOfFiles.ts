import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { CallSite } from '../../syntax/scopes';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { callsEverywhere } from './callsIn';

/** What makes settings of a file of the workspace, and of nothing else. */
const OF_FILE = 'from_json_file';
/** What makes a model, with the settings that it is given or with those of a library. */
const PRETRAINED = 'from_pretrained';

/**
 * Whether the workspace makes settings of a library's classes of its own files alone, `BertConfig.from_json_file(path)`, and hands them to
 * the models of a file: then they are not what the library has by default.
 */
export function isMadeOfFiles(
  names: readonly string[],
  home: Module,
  resolver: Resolver,
): boolean | 'searching' {
  return resolver.remembered(home, `made of files ${names.join(' ')}`, () => {
    const isOne = (call: CallSite): boolean => names.includes(ownerOf(call));
    const made = callsEverywhere(OF_FILE, home, resolver);
    // Most are not, and what else makes them is in many files.
    if (made === 'searching' || !made.some(isOne)) return made === 'searching' ? made : false;
    const isOther = (call: CallSite): boolean =>
      isOne(call) ||
      (home.bindingsOf(ownerOf(call)).some(({ kind }) => kind.type === 'class') &&
        readArguments(call.segment, call.args)?.keywords.has('config') !== true);
    const pretrained = callsEverywhere(PRETRAINED, home, resolver);
    if (pretrained === 'searching' || pretrained.some(isOther))
      return pretrained === 'searching' ? pretrained : false;
    const direct = names.map((name) => callsEverywhere(name, home, resolver));
    return direct.includes('searching') ? 'searching' : direct.every(({ length }) => length === 0);
  });
}

function ownerOf({ callee, segment }: CallSite): string {
  return callee.firstChild === null ? '' : textOf(segment, callee.firstChild);
}
