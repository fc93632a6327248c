import * as l10n from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import { Icon } from './Icon';

/** One tab: its name, and what is behind it. */
export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly content: () => preact.ComponentChildren;
}

/**
 * What is below the equation, one at a time: by a menu where there is little room, or else by tabs as
 * https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ has them: one tab stop, arrow keys choose. Only what is behind the
 * chosen one is drawn.
 */
export function Tabs<Id extends string>(props: {
  label: string;
  asMenu: boolean;
  tabs: readonly TabItem<Id>[];
  chosen: Id;
  onChoose: (id: Id) => void;
}) {
  const { label, asMenu, tabs, chosen, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);
  const current = tabs.find(({ id }) => id === chosen);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const index = tabs.findIndex(({ id }) => id === chosen);
    const targets: Record<string, number> = {
      ArrowLeft: (index - 1 + tabs.length) % tabs.length,
      ArrowRight: (index + 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = tabs[targets[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };

  if (asMenu) {
    return (
      <section class="tabs">
        <label class="chip">
          <span>{l10n.t('view')}</span>
          <select value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value as Id)}>
            {tabs.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
          <Icon name="chevronDown" />
        </label>
        <div class="panel" data-tab={chosen}>
          {current?.content()}
        </div>
      </section>
    );
  }
  return (
    <section class="tabs">
      <div ref={list} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ id, title }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === chosen}
            aria-controls={id === chosen ? `panel-${id}` : undefined}
            tabIndex={id === chosen ? 0 : -1}
            onClick={() => onChoose(id)}
          >
            {title}
          </button>
        ))}
      </div>
      {current === undefined ? null : (
        <div
          key={chosen}
          id={`panel-${chosen}`}
          role="tabpanel"
          class="panel"
          data-tab={chosen}
          aria-labelledby={`tab-${chosen}`}
          tabIndex={0}
        >
          {current.content()}
        </div>
      )}
    </section>
  );
}
