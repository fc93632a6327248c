import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import {
  type CallOutcome,
  isTraining,
  outputLevels,
  type PanelAction,
  type PlaygroundState,
  SessionReplay,
} from '../../src/playground';
import { elementText, reprLayer } from '../../src/torch';
import { Announcement, summaryOf } from './Announcement';
import { HistoryButtons } from './HistoryButtons';
import type { HostConnection, Shown } from './host';
import { KindSelect, ModeSwitch, ProbabilityField, ResampleButton, SeedField } from './LayerControls';
import { focusField, useShortcuts } from './shortcuts';
import { Shortcuts, SHOW_SHORTCUTS } from './ShortcutsDialog';
import { TensorView } from './TensorView';
import { useFields } from './useFields';

const replay = new SessionReplay();

/** The playground in the sidebar: the layer, and what its last call gives. All else is in the panel. */
export function Sidebar({ state, singleKeys, canUndo, canRedo, host }: Shown & { host: HostConnection }) {
  const dispatch = (action: PanelAction): void => host.dispatch(action);
  const { field, problem } = useFields(dispatch);
  const shortcut = (key: string): string | undefined => (singleKeys ? key : undefined);
  const shortcuts = {
    r: () => dispatch({ type: 'resample' }),
    t: () => dispatch({ type: 'setTraining', training: !isTraining(state) }),
    p: () => focusField('probability'),
    s: () => focusField('seed'),
    '?': () => document.dispatchEvent(new Event(SHOW_SHORTCUTS)),
  };
  useShortcuts(shortcuts, singleKeys);
  const call = useMemo(() => replay.calls(state, 1).at(-1), [state]);
  if (call === undefined) return null;
  return (
    <div class="sidebar">
      <header>
        <h1>{reprLayer(state.layer)}</h1>
        <div class="tools">
          <HistoryButtons canUndo={canUndo} canRedo={canRedo} host={host} />
          <Shortcuts singleKeys={singleKeys} inPanel={false} />
        </div>
      </header>
      <section class="controls" aria-label={l10n.t('Controls')}>
        <ModeSwitch state={state} shortcut={shortcut('t')} dispatch={dispatch} />
        <KindSelect state={state} dispatch={dispatch} />
        <ProbabilityField state={state} field={field} shortcut={shortcut('p')} dispatch={dispatch} />
        <SeedField state={state} field={field} shortcut={shortcut('s')} />
        <ResampleButton singleKeys={singleKeys} dispatch={dispatch} />
        <p class="problem" role="alert">
          {problem}
        </p>
      </section>
      <Output state={state} call={call} />
      <button type="button" class="secondary" onClick={() => host.run('open')}>
        {l10n.t('Open in panel')}
      </button>
      <Announcement call={call} />
    </div>
  );
}

/** The output of the last call. */
function Output({ state, call }: { state: PlaygroundState; call: CallOutcome }) {
  const { outcome } = call;
  const output = outcome.ok ? outcome.output : undefined;
  const mask = outcome.ok ? outcome.mask : undefined;
  const text = useMemo(() => output && elementText(output), [output]);
  const isKept = (index: number): boolean => mask === undefined || mask[index] === 1;
  return (
    <section class="sidebar-output" aria-labelledby="output-title">
      <h2 id="output-title">{summaryOf(call)}</h2>
      {output === undefined || text === undefined ? null : (
        <div class="scrolled">
          <TensorView
            label={l10n.t('Output')}
            shape={state.shape}
            colors="output"
            levels={() => outputLevels(output, mask)}
            source={outcome}
            mask={mask}
            text={text}
            look={(index) => (isKept(index) ? 'output' : 'dropped')}
            describe={(index) =>
              mask === undefined ? '' : isKept(index) ? l10n.t('kept') : l10n.t('dropped')
            }
          />
        </div>
      )}
    </section>
  );
}
