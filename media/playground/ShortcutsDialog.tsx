import * as l10n from '@vscode/l10n';
import { useEffect, useRef } from 'preact/hooks';
import { keyGroups } from './keyList';

/** The list of keys, which a menu and the key `?` show. */
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
    <dialog
      ref={dialog}
      class="shortcuts"
      aria-labelledby="shortcuts-title"
      onKeyDown={(event) => {
        // Its one button has the focus. From there Tab would lead out of the webview, where Escape closes nothing.
        if (event.key === 'Tab') event.preventDefault();
      }}
    >
      <h2 id="shortcuts-title">{l10n.t('Keyboard shortcuts')}</h2>
      {keyGroups({ singleKeys, inPanel, isMac: navigator.platform.startsWith('Mac') }).map(
        ({ title, keys }) => (
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
        ),
      )}
      {singleKeys ? null : (
        <p class="note">{l10n.t('Single keys are turned off in the settings, and so are not listed.')}</p>
      )}
      <form method="dialog">
        <button class="secondary" autofocus>
          {l10n.t('Close')}
        </button>
      </form>
    </dialog>
  );
}

/** An event of the document that shows the shortcuts. */
const SHOW_SHORTCUTS = 'show-shortcuts';

/** Shows the list of keys. */
export function showShortcuts(): void {
  document.dispatchEvent(new Event(SHOW_SHORTCUTS));
}
