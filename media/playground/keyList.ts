import * as l10n from '@vscode/l10n';

/** Keys that do the same, each pressed together as its parts say, and what they do. */
type Key = readonly [combinations: readonly string[], what: string];

/** A group of keys that act at the same place. */
export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly Key[];
}

/** All keys that the playground listens to, as its list of keys shows them. */
export function keyGroups({
  singleKeys,
  inPanel,
  isMac,
}: {
  /** Whether the setting lets single keys act. */
  singleKeys: boolean;
  /** Whether earlier calls can be shown, too. */
  inPanel: boolean;
  isMac: boolean;
}): readonly KeyGroup[] {
  const command = isMac ? '⌘' : 'Ctrl';
  const redo = [`${command} ⇧ Z`, ...(command === 'Ctrl' ? ['Ctrl Y'] : [])];
  const earlier: readonly Key[] = [
    [['B'], l10n.t('Go back to the call before')],
    [['N'], l10n.t('Go to the next call')],
  ];
  const single: readonly Key[] = [
    [['R'], l10n.t('Resample: call the layer once more')],
    [['T'], l10n.t('Switch to eval or back to train, and call the layer')],
    [['P'], l10n.t('Go to the field of p')],
    [['S'], l10n.t('Go to the field of the seed')],
    ...(inPanel ? earlier : []),
    [['?'], l10n.t('Show this list')],
  ];
  return [
    ...(singleKeys ? [{ title: l10n.t('Anywhere but in a text field'), keys: single }] : []),
    {
      title: l10n.t('What was done'),
      keys: [
        [[`${command} Z`], l10n.t('Undo')],
        [redo, l10n.t('Redo')],
      ],
    },
    {
      title: l10n.t('In a tensor'),
      keys: [
        [['←', '→', '↑', '↓'], l10n.t('Go to the next element')],
        [['Home', 'End'], l10n.t('Go to the first or last element of the row')],
        [['Ctrl Home', 'Ctrl End'], l10n.t('Go to the first or last element of all')],
        [['PgUp', 'PgDn'], l10n.t('Go to the first or last row')],
      ],
    },
    {
      title: l10n.t('In a field'),
      keys: [
        [['Enter'], l10n.t('Take what was typed')],
        [['Esc'], l10n.t('Give up what was typed')],
        [['←', '→'], l10n.t('Move the slider of p by 0.01')],
      ],
    },
  ];
}
