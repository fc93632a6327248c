import type { Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import type { AbstractObject } from './abstractObject';
import { wordTested } from './guards';
import { isModule, methodAround } from './methods';

/** A setting of which only the name is known, because nothing says what the object is that holds it: `config.hidden_dropout_prob`. */
export interface Setting {
  readonly name: string;
  /** The name of what holds it, with what it is itself held by: `cfg.MODEL`. */
  readonly holder: string;
  /** What it is read by. */
  readonly text: string;
  /** Whether what holds it is imported of what cannot be read, which may have settings of its own. */
  readonly isImported?: true | undefined;
  /** Whether what holds it comes out of what a program has kept, which nobody can read: what is found by its name is a guess. */
  readonly isKept?: true | undefined;
  /** Whether what holds it is unpacked, which need not have it. */
  readonly isUnpacked?: true;
  /** Whether it is one of several of which it is not known which is read: `spec["DROP_RATE"][i]`. */
  readonly isElement?: true;
  /** What is asked for where it is passed, `if config.model == "lstm":`, and its file has to say. */
  readonly asked?: string | undefined;
  /** Whether its class is known, which leaves it to files and to whoever makes an object: then no other class's field is meant. */
  readonly isDeclared?: boolean;
}

/** Where what holds a setting comes from, of which no more than a name is known. */
export function fromWhere({
  isImported,
  isKept,
  asked,
}: Extract<AbstractObject, { is: 'configuration' }>): Pick<Setting, 'isImported' | 'isKept' | 'asked'> {
  return { isImported, isKept, asked };
}

/** What settings may name that are read at a place: the module whose method reads them, or what is asked for there, `if config.model == "lstm":`; else the class. */
export function modelMeant(setting: Setting, reading: Site, resolver: Resolver): string {
  const owner = methodAround(reading.scope)?.owner;
  const tested = owner !== undefined && isModule(owner, resolver) ? undefined : wordTested(reading);
  return setting.asked ?? tested?.word ?? owner?.name ?? '';
}

/** What holds the setting that a text reads: `cfg.head` of `self.cfg.head.rate`. */
export function holderIn(text: string): string {
  return text.slice(0, Math.max(text.lastIndexOf('.'), 0)).replace(/^self\./, '');
}
