import { parsableCellText } from '../../syntax/cell';
import { isData, pythonOfData } from './dataText';

/** What files are looked for. */
export type Kind = 'code' | 'settings' | 'commands';

/** What is parsed of a file: of a notebook its cells without magics, of settings the Python that says the same. */
export function pythonOf(uri: string, text: string | readonly string[]): readonly string[] {
  if (typeof text !== 'string') return text.map(parsableCellText);
  return [isData(uri) ? pythonOfData(uri, text) : text];
}

export function isIn(uri: string, directory: string): boolean {
  return uri.startsWith(directory) && !uri.includes('/', directory.length);
}

/** Whether a file is code, has commands of the shell, or is one of settings: much JSON is data, and `.conf` files are read where code names them. */
export function isWanted(uri: string, what: Kind): boolean {
  if (what === 'code') return !isData(uri);
  if (what === 'commands' || uri.endsWith('.sh')) return what === 'commands' && uri.endsWith('.sh');
  if (!isData(uri) || uri.endsWith('.conf')) return false;
  return !uri.endsWith('.json') || /config|cfg|conf|param|setting|hyper|option/i.test(uri);
}
