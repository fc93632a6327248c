import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { RuleCode } from '../protocol/reading';
import { GENERATOR_NAMES } from '../torch/namedGenerators';

/** What all settings' names begin with. */
export const SECTION = 'dropoutPlayground';

const on = { schema: v.boolean(), standard: true };

/** How serious a problem is; `default` leaves that to its rule. */
const severity = {
  schema: v.picklist(['default', 'error', 'warning', 'information', 'hint', 'off']),
  standard: 'default',
} as const;

/** Every setting: what its value may be, and what it is where nobody has set it. package.json describes them to VS Code. */
export const SETTINGS = {
  'codeLens.enabled': on,
  'codeLens.style': { schema: v.picklist(['problems', 'short', 'full']), standard: 'short' },
  'hover.enabled': on,
  'inlayHints.enabled': on,
  'replay.enabled': on,
  'problems.enabled': on,
  'problems.always-on': severity,
  'problems.new-layer-in-forward': severity,
  'problems.unguarded-attention': severity,
  'problems.discarded-result': severity,
  'problems.flag-as-p': severity,
  'problems.p-out-of-range': severity,
  'problems.single-layer-rnn': severity,
  'problems.hidden-from-modules': severity,
  'problems.unused-layer': severity,
  'problems.keep-probability': severity,
  'panel.singleKeyShortcuts': on,
  generator: { schema: v.picklist(GENERATOR_NAMES), standard: 'cpu' },
  'packages.enabled': on,
  'verify.interpreter': { schema: v.string(), standard: '' },
} as const satisfies Record<string, { schema: v.GenericSchema; standard: unknown }> &
  Record<`problems.${RuleCode}`, typeof severity>;

export type SettingName = keyof typeof SETTINGS;
export type SettingValue<Name extends SettingName> = v.InferOutput<(typeof SETTINGS)[Name]['schema']>;

/** The one who reads and writes the settings. VS Code hands out whatever stands in a file; here it is checked. */
export class Settings implements vscode.Disposable {
  readonly #logged = new Set<string>();
  /** What they are by document, for VS Code takes its time for each, and whoever types asks for many. */
  #known = new WeakMap<object, Partial<Record<SettingName, unknown>>>();
  readonly #subscription: vscode.Disposable;

  constructor(
    private readonly workspace: Pick<
      typeof vscode.workspace,
      'getConfiguration' | 'onDidChangeConfiguration'
    >,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {
    this.#subscription = workspace.onDidChangeConfiguration(() => (this.#known = new WeakMap()));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /**
   * A setting's value; its default where the value is none that it can have.
   *
   * @param scope a document whose language or folder may have a value of its own
   */
  get<Name extends SettingName>(name: Name, scope?: vscode.ConfigurationScope): SettingValue<Name> {
    const key = scope ?? this;
    let known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, (known = {}));
    return (known[name] ??= this.#read(name, scope)) as SettingValue<Name>;
  }

  #read(name: SettingName, scope: vscode.ConfigurationScope | undefined): unknown {
    const { schema, standard } = SETTINGS[name];
    const value = this.workspace.getConfiguration(SECTION, scope).get<unknown>(name);
    const parsed = v.safeParse(schema, value);
    if (!parsed.success) this.#warn(name, value, standard);
    return parsed.success ? parsed.output : standard;
  }

  /**
   * The patterns of what the reader keeps out of the explorer and of searches in a folder; without those that hold only
   * beside another file, which are about what programs write.
   */
  excludedIn(folder: vscode.Uri): string[] {
    const configuration = this.workspace.getConfiguration(undefined, folder);
    return ['files.exclude', 'search.exclude'].flatMap((name) => {
      // Whatever else stands in a file has no entry that is true.
      const patterns = Object.entries(configuration.get<Record<string, unknown> | null>(name) ?? {});
      return patterns.filter(([, isOn]) => isOn === true).map(([pattern]) => pattern);
    });
  }

  /** Writes a setting: where the reader has it, in this workspace or for all. */
  async set<Name extends SettingName>(name: Name, value: SettingValue<Name>): Promise<void> {
    const configuration = this.workspace.getConfiguration(SECTION);
    const isForAll = configuration.inspect(name)?.workspaceValue === undefined;
    await configuration.update(name, value, isForAll);
  }

  #warn(name: SettingName, value: unknown, standard: unknown): void {
    const text = `${fullName(name)} is ${shown(value)}, which it cannot be; its default ${shown(standard)} stands in.`;
    if (this.#logged.has(text)) return;
    this.#logged.add(text);
    this.log.warn(text);
  }
}

/** A setting's name as the settings editor and the events of VS Code have it. */
export function fullName(name: SettingName | 'problems'): string {
  return `${SECTION}.${name}`;
}

/** A value in so many characters that a log can be read. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 'undefined' : text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
