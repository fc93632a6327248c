import {
  DEEPEST,
  ExcludeRules,
  GitRules,
  hasReadableName,
  isLeftOut,
  isVendorFolder,
  type Rules,
} from '../files';
import type { Answer, FolderEntry, MapperHost, MapRoot } from '../protocol/reading';

/** So many folders are asked for at a time. */
const FOLDERS_AT_A_TIME = 100;

type Entries = Answer<readonly FolderEntry[]>;

interface Folder {
  readonly uri: string;
  readonly rules: readonly Rules[];
  readonly depth: number;
}

/** Finds the Python files and notebooks in a folder of the workspace, without what is left out there, and remembers why that is. */
export class Walk {
  /** The rules that hold in each folder that was looked into. */
  readonly #rules = new Map<string, readonly Rules[]>();

  /** @param isOver whether nobody wants to know any more */
  constructor(
    readonly root: MapRoot,
    private readonly host: Pick<MapperHost, 'foldersAt' | 'textsOf' | 'complains'>,
    private readonly isOver: () => boolean,
  ) {}

  /** The uris of all files, in order. */
  async files(): Promise<readonly string[]> {
    const { uri, excluded } = this.root;
    const rules = [...(await this.#rulesAbove(uri)), new ExcludeRules(pathOf(uri, true), excluded)];
    return await this.#below({ uri, rules, depth: 0 });
  }

  /** The files that came with something new: itself, or what is in it. */
  async filesAt(uri: string): Promise<readonly string[]> {
    const rules = this.#rules.get(parentOf(uri));
    if (rules === undefined) return [];
    if (hasReadableName(uri)) return isLeftOut(pathOf(uri, false), rules) ? [] : [uri];
    const name = pathOf(uri, false).split('/').at(-1) ?? '';
    if (isVendorFolder(name) || isLeftOut(pathOf(uri, true), rules)) return [];
    const [around] = await this.host.foldersAt([parentOf(uri)]);
    // What is no folder has nothing in it, and what links to one may lead in a circle.
    if (entryOf(around, name)?.kind !== 'folder') return [];
    const depth = uri.slice(this.root.uri.length).split('/').length - 1;
    return await this.#below({ uri, rules, depth });
  }

  async #below(folder: Folder): Promise<readonly string[]> {
    const found: string[] = [];
    const left = [folder];
    while (left.length > 0 && !this.isOver()) {
      const some = left.splice(0, FOLDERS_AT_A_TIME);
      const answers = await this.host.foldersAt(some.map(({ uri }) => uri));
      const own = await this.#ownRules(some, answers);
      for (const [index, { uri, rules, depth }] of some.entries()) {
        const answer = answers[index];
        if (answer === undefined || 'reason' in answer) {
          this.host.complains(uri, answer?.reason ?? '');
          continue;
        }
        const more = own.get(uri);
        const here = more === undefined ? rules : [...rules, more];
        this.#rules.set(uri, here);
        left.push(...this.#look(answer.value, { uri, rules: here, depth }, found));
      }
    }
    return found.sort();
  }

  /** Adds a folder's files to those that were found; returns the folders in it. */
  #look(entries: readonly FolderEntry[], { rules, depth }: Folder, found: string[]): readonly Folder[] {
    const folders: Folder[] = [];
    for (const { name, uri, kind } of entries) {
      if (kind === 'file') {
        if (hasReadableName(name) && !isLeftOut(pathOf(uri, false), rules)) found.push(uri);
      } else if (!isVendorFolder(name) && !isLeftOut(pathOf(uri, true), rules)) {
        // It may lead in a circle.
        if (kind === 'link') this.host.complains(uri, 'it links to a folder');
        else if (depth >= DEEPEST) this.host.complains(uri, 'it is too deep');
        else folders.push({ uri, rules, depth: depth + 1 });
      }
    }
    return folders;
  }

  /** The rules of the `.gitignore` in each of some folders that have one. */
  async #ownRules(
    folders: readonly Pick<Folder, 'uri'>[],
    answers: readonly Entries[],
  ): Promise<ReadonlyMap<string, Rules>> {
    const files = folders.flatMap(({ uri }, index) => {
      const file = entryOf(answers[index], '.gitignore');
      return file === undefined ? [] : [{ folder: uri, file: file.uri }];
    });
    const rules = new Map<string, Rules>();
    const texts = files.length === 0 ? [] : await this.host.textsOf(files.map(({ file }) => file));
    for (const [index, { folder }] of files.entries()) {
      const text = texts[index];
      if (text !== undefined && 'value' in text)
        rules.set(folder, new GitRules(pathOf(folder, true), text.value));
    }
    return rules;
  }

  /** The rules of the folders above one, up to the one that holds the repository. */
  async #rulesAbove(uri: string): Promise<readonly Rules[]> {
    const rules: Rules[] = [];
    for (let at = uri; !at.endsWith('/') && !this.isOver(); at = parentOf(at)) {
      const answers = await this.host.foldersAt([at]);
      const own = at === uri ? undefined : (await this.#ownRules([{ uri: at }], answers)).get(at);
      if (own !== undefined) rules.unshift(own);
      if (entryOf(answers[0], '.git') !== undefined) return rules;
    }
    // There is no repository.
    return [];
  }
}

function entryOf(answer: Entries | undefined, wanted: string): FolderEntry | undefined {
  return answer !== undefined && 'value' in answer
    ? answer.value.find(({ name }) => name === wanted)
    : undefined;
}

function parentOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** Rules are about names as people write them, and know folders by the slash at their end. */
function pathOf(uri: string, isFolder: boolean): string {
  return decodeURIComponent(uri) + (isFolder ? '/' : '');
}
