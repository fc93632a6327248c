import * as l10n from '@vscode/l10n';
import type { Surroundings } from '../../src/protocol';
import type { HostConnection } from './host';

/** Undo and redo of what was done in the playground. */
export function HistoryButtons(props: Pick<Surroundings, 'canUndo' | 'canRedo'> & { host: HostConnection }) {
  const { canUndo, canRedo, host } = props;
  return (
    <div class="history" role="group" aria-label={l10n.t('History')}>
      <IconButton
        name={l10n.t('Undo')}
        path="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3.5-3.5M3 6.5L6.5 10"
        disabled={!canUndo}
        onClick={() => host.run('undo')}
      />
      <IconButton
        name={l10n.t('Redo')}
        path="M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M13 6.5L9.5 3M13 6.5L9.5 10"
        disabled={!canRedo}
        onClick={() => host.run('redo')}
      />
    </div>
  );
}

/** A button with a drawing of 16 × 16 in place of a text. */
export function IconButton(props: {
  name: string;
  /** Strokes, as an SVG path has them. */
  path: string;
  disabled?: boolean;
  onClick: () => void;
}) {
  const { name, path, disabled = false, onClick } = props;
  return (
    <button type="button" class="icon" title={name} aria-label={name} disabled={disabled} onClick={onClick}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} fill="none" stroke="currentcolor" stroke-linejoin="round" />
      </svg>
    </button>
  );
}
