import type { Site } from '../../syntax/scopes';
import { isData } from './dataText';
import type { Resolver } from './resolve';

/** Whether something stands in a file of settings rather than in code. */
export function isOfDataFile(site: Pick<Site, 'segment'>, resolver: Resolver): boolean {
  return isData(resolver.uriOf(resolver.moduleOf(site)));
}
