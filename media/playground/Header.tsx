import * as l10n from '@vscode/l10n';
import { type DropoutLayer, reprLayer } from '../../src/torch';
import { HistoryButtons } from './HistoryButtons';
import type { PageProps } from './host';
import { IconButton } from './Icon';
import { LinkBar } from './LinkBar';
import { Menu, type MenuItem } from './Menu';
import { Shortcuts, showShortcuts } from './ShortcutsDialog';

/** A p with as many digits as most have. */
const LONG_P = { type: 'float', value: 0.25 } as const;

/** What the layer is, the way to the call in the code that it belongs to, and what is needed less often. */
export function Header(
  props: Pick<PageProps, 'state' | 'link' | 'cursor' | 'host' | 'canUndo' | 'canRedo' | 'singleKeys'> & {
    inPanel: boolean;
  },
) {
  const { state, link, cursor, host, singleKeys, inPanel, ...history } = props;
  const { origin, layer } = state;
  const isLinked = origin?.call !== undefined;
  const title = titleOf(layer);
  const mayPin = cursor !== 'off' && cursor !== 'none';
  const items: readonly (MenuItem | undefined)[] = [
    inPanel ? undefined : { title: l10n.t('Open in panel'), run: () => host.run('open') },
    isLinked
      ? { title: l10n.t('Unlink from the code'), run: () => host.dispatch({ type: 'unlink' }) }
      : undefined,
    cursor === 'none'
      ? undefined
      : {
          title: cursor === 'off' ? l10n.t('Follow the cursor') : l10n.t('Do not follow the cursor'),
          run: () => host.run('followCursor'),
        },
    cursor === 'none' ? undefined : { title: l10n.t('Save as web page…'), run: () => host.run('savePage') },
    { title: l10n.t('Keyboard shortcuts'), run: showShortcuts },
  ];
  return (
    <header style={{ '--tools': mayPin ? 4 : 3 }}>
      <h1 title={reprLayer(layer)} style={{ '--characters': roomFor(layer) }}>
        {title}
      </h1>
      {isLinked ? (
        <LinkBar state={state} link={link} host={host} />
      ) : (
        <span class="origin">
          {origin !== undefined
            ? l10n.t('opened from {0}', origin.label)
            : cursor === 'none'
              ? ''
              : l10n.t('click Try it above a dropout call')}
        </span>
      )}
      <div class="tools">
        {mayPin ? (
          <IconButton
            name={
              cursor === 'pinned'
                ? l10n.t('Pinned: follow the cursor again')
                : l10n.t('Following the cursor: pin this call')
            }
            icon={cursor === 'pinned' ? 'pinned' : 'pin'}
            onClick={() => host.run('pinCall')}
          />
        ) : null}
        <HistoryButtons {...history} host={host} />
        <Menu name={l10n.t('More')} items={items.filter((item) => item !== undefined)} />
        <Shortcuts singleKeys={singleKeys} inPanel={inPanel} />
      </div>
    </header>
  );
}

/** How many characters most layers of a kind are written with, so that nothing moves with p. */
function roomFor(layer: DropoutLayer): number {
  return titleOf({ ...layer, p: LONG_P, inplace: false }).length;
}

/** As one writes it; what it prints as, with what is the default, is its title. */
function titleOf(layer: DropoutLayer): string {
  return layer.inplace ? reprLayer(layer) : reprLayer(layer).replace(', inplace=False', '');
}
