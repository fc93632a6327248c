import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import { isTraining, PRINTED_CALLS, transcriptOf } from '../../../src/playground';
import { type PanelAction } from '../../../src/protocol';
import { reprLayer } from '../../../src/torch';
import { Announcement } from '../Announcement';
import { Exactness } from '../Exactness';
import type { PageProps } from '../host';
import { KindSelect, ModeSwitch, ProbabilityField, ResampleButton, SeedField } from '../LayerControls';
import { OriginNotes } from '../OriginNotes';
import { focusField, useShortcuts } from '../shortcuts';
import { Shortcuts, SHOW_SHORTCUTS } from '../ShortcutsDialog';
import { Transcript, transcriptTitle } from '../Transcript';
import { useFields } from '../useFields';
import { useShownCall } from '../useShownCall';
import { Output } from './Output';

/** The playground in the sidebar: the layer, and what its last call gives. All else is in the panel. */
export function Sidebar({ state, scene, link, singleKeys, announces, host }: PageProps) {
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
  const { calls, claim } = scene;
  const entries = useMemo(() => transcriptOf(scene.state, calls.slice(-PRINTED_CALLS)), [calls]);
  const shown = useShownCall(scene, state, calls.at(-1));
  const { call } = shown;
  if (call === undefined) return null;
  return (
    <div class="sidebar">
      <header>
        <h1>{reprLayer(state.layer)}</h1>
        <Shortcuts singleKeys={singleKeys} inPanel={false} />
        <Exactness state={scene.state} claim={claim} />
        <OriginNotes state={state} link={link} host={host} />
      </header>
      <section class="controls" aria-label={l10n.t('Controls')}>
        <ModeSwitch state={state} shortcut={shortcut('t')} dispatch={dispatch} />
        <KindSelect state={state} dispatch={dispatch} />
        <ProbabilityField state={state} field={field} shortcut={shortcut('p')} dispatch={dispatch} />
        <SeedField state={state} field={field} shortcut={shortcut('s')} label={l10n.t('seed')} />
        <ResampleButton singleKeys={singleKeys} dispatch={dispatch} />
        <p class="problem" role="alert">
          {problem}
        </p>
      </section>
      <Output scene={scene} state={shown.state} call={call} isBehind={shown.isBehind} />
      <Transcript title={transcriptTitle(claim)} entries={entries} />
      <button type="button" class="secondary" onClick={() => host.run('open')}>
        {l10n.t('Open in panel')}
      </button>
      <Announcement call={call} announces={announces} />
    </div>
  );
}
