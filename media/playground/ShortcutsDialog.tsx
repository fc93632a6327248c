import * as l10n from '@vscode/l10n';
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from './HistoryButtons';

/** The button, and the key `?`, that show which keys there are. */
export function Shortcuts({
  singleKeys,
  inPanel,
}: {
  singleKeys: boolean;
  /** Whether earlier calls can be shown, too. */
  inPanel: boolean;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = (): void => dialog.current?.showModal();
  useEffect(() => {
    const controller = new AbortController();
    document.addEventListener(SHOW_SHORTCUTS, open, { signal: controller.signal });
    return () => controller.abort();
  }, []);
  return (
    <>
      <IconButton
        name={l10n.t('Keyboard shortcuts')}
        path="M1.5 4.5h13v7.5h-13zM4 7h1M6.5 7h1M9 7h1M11.5 7h.5M4.5 9.5h7"
        onClick={open}
      />
      <dialog ref={dialog} class="shortcuts" aria-labelledby="shortcuts-title">
        <h2 id="shortcuts-title">{l10n.t('Keyboard shortcuts')}</h2>
        {groups(singleKeys, inPanel).map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([combinations, what]) => (
                <div key={what}>
                  <dt>
                    {combinations.map((keysOfOne, index) => (
                      <span key={index}>
                        {keysOfOne.split(' ').map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </span>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        {singleKeys ? null : (
          <p class="note">{l10n.t('Single keys are turned off in the settings, and so are not listed.')}</p>
        )}
        <form method="dialog">
          <button class="secondary" autofocus>
            {l10n.t('Close')}
          </button>
        </form>
      </dialog>
    </>
  );
}

/** An event of the document that shows the shortcuts. */
export const SHOW_SHORTCUTS = 'show-shortcuts';

/** Keys that do the same, each pressed together as its parts say, and what they do. */
type Key = readonly [combinations: readonly string[], what: string];

function groups(singleKeys: boolean, inPanel: boolean): readonly { title: string; keys: readonly Key[] }[] {
  const command = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';
  const redo = [`${command} ⇧ Z`, ...(command === 'Ctrl' ? ['Ctrl Y'] : [])];
  const earlier: readonly Key[] = [
    [['B'], l10n.t('Go back to the call before')],
    [['N'], l10n.t('Go to the next call')],
  ];
  const single: readonly Key[] = [
    [['R'], l10n.t('Resample: call the layer once more')],
    [['T'], l10n.t('Switch between train and eval')],
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
