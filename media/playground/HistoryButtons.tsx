import * as l10n from '@vscode/l10n';
import type { Surroundings } from '../../src/protocol';
import type { HostConnection } from './host';
import { IconButton } from './Icon';

/** Undo and redo of what was done in the playground. */
export function HistoryButtons(props: Pick<Surroundings, 'canUndo' | 'canRedo'> & { host: HostConnection }) {
  const { canUndo, canRedo, host } = props;
  return (
    <div class="history" role="group" aria-label={l10n.t('History')}>
      <IconButton name={l10n.t('Undo')} icon="discard" disabled={!canUndo} onClick={() => host.run('undo')} />
      <IconButton name={l10n.t('Redo')} icon="redo" disabled={!canRedo} onClick={() => host.run('redo')} />
    </div>
  );
}
