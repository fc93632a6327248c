import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import {
  backAgain,
  channelSizeOf,
  fitsCells,
  isTraining,
  maskBefore,
  PRINTED_CALLS,
  transcriptOf,
} from '../../src/playground';
import type { PanelAction, Scene } from '../../src/protocol';
import { reprLayer } from '../../src/torch';
import { Announcement } from './Announcement';
import { CallsPanel } from './calls/CallsPanel';
import { useCallCursor } from './calls/useCallCursor';
import { CodePanel } from './code/CodePanel';
import { usePicture } from './code/usePicture';
import { Comparison } from './comparison/Comparison';
import { Controls } from './Controls';
import { Equation } from './Equation';
import { Exactness } from './Exactness';
import { HistoryButtons } from './HistoryButtons';
import type { PageProps } from './host';
import type { LinkProps } from './LinkBar';
import { useAfterPaint } from './useAfterPaint';
import { useShownCall } from './useShownCall';
import { Network } from './network/Network';
import { OriginNotes } from './OriginNotes';
import { focusField, useShortcuts } from './shortcuts';
import { Shortcuts, SHOW_SHORTCUTS } from './ShortcutsDialog';
import { LazyStatistics } from './statistics/LazyStatistics';
import { useStatistics } from './statistics/useStatistics';
import { Tabs } from './Tabs';
import { Transcript, transcriptTitle } from './Transcript';

/** The whole panel. */
export function App({
  state,
  scene,
  view,
  singleKeys,
  announces,
  link,
  picture,
  canInsert,
  host,
  ...history
}: PageProps) {
  const { calls, claim, input, units } = scene;
  const cursor = useCallCursor(scene.state);
  const statistics = useStatistics(scene, view.tab === 'statistics');
  const dispatch = (action: PanelAction): void => host.dispatch(action);
  const shortcuts = {
    r: () => dispatch({ type: 'resample' }),
    t: () => dispatch({ type: 'setTraining', training: !isTraining(state) }),
    p: () => focusField('probability'),
    s: () => focusField('seed'),
    b: () => cursor.step(-1),
    n: () => cursor.step(1),
    '?': () => document.dispatchEvent(new Event(SHOW_SHORTCUTS)),
  };
  useShortcuts(shortcuts, singleKeys);
  const listed = calls[cursor.number - cursor.first];
  const { state: shownState, call: current, isBehind } = useShownCall(scene, state, listed);
  const { call: before } = useShownCall(scene, state, maskBefore(calls, cursor.number));
  const back = useMemo(() => current && backAgain(current, before), [current, before]);
  const equation = { state: shownState, input, back };
  usePicture(picture, host, () => current && { ...equation, claim, call: current });
  const below = useAfterPaint(scene, !fitsCells(scene.state.shape));
  const entries = useMemo(() => transcriptOf(below.state, below.calls.slice(-PRINTED_CALLS)), [below.calls]);
  if (current === undefined || listed === undefined) return null;
  const tabs = [
    {
      id: 'calls' as const,
      title: l10n.t('Calls'),
      content: () => (
        <>
          <CallsPanel scene={below} cursor={cursor} singleKeys={singleKeys} dispatch={dispatch} />
          <Transcript title={transcriptTitle(below.claim)} entries={entries} />
        </>
      ),
    },
    {
      id: 'network' as const,
      title: l10n.t('Network'),
      content: () => <Network state={equation.state} input={input} call={current} />,
    },
    {
      id: 'statistics' as const,
      title: l10n.t('Statistics'),
      content: () => <LazyStatistics scene={scene} statistics={statistics} />,
    },
    {
      id: 'code' as const,
      title: l10n.t('Code'),
      content: () => <CodePanel state={scene.state} call={listed} canInsert={canInsert} host={host} />,
    },
  ];
  return (
    <>
      <Header state={state} scene={scene} link={link} host={host}>
        <HistoryButtons {...history} host={host} />
        <Shortcuts singleKeys={singleKeys} inPanel={true} />
      </Header>
      <Controls state={state} singleKeys={singleKeys} dispatch={dispatch} />
      <Equation
        {...equation}
        channelSize={channelSizeOf(units)}
        call={current}
        isBehind={isBehind}
        showsUniforms={view.uniforms}
        onShowUniforms={(uniforms) => host.setView({ uniforms })}
      />
      <Comparison
        scene={scene}
        number={current.number}
        open={view.comparing}
        onToggle={(comparing) => host.setView({ comparing })}
      />
      <Tabs label={l10n.t('Views')} tabs={tabs} chosen={view.tab} onChoose={(tab) => host.setView({ tab })} />
      <Announcement call={current} announces={announces} />
    </>
  );
}

interface HeaderProps extends LinkProps {
  scene: Scene;
  children: preact.ComponentChildren;
}

function Header({ state, scene, link, host, children }: HeaderProps) {
  const { origin } = state;
  return (
    <header>
      <div class="title">
        <h1>{reprLayer(state.layer)}</h1>
        <span class={`mode ${isTraining(state) ? 'training' : ''}`}>
          {isTraining(state) ? l10n.t('train') : l10n.t('eval')}
        </span>
      </div>
      <div class="provenance">
        {origin === undefined || origin.call !== undefined ? null : (
          <span class="origin">{l10n.t('opened from {0}', origin.label)}</span>
        )}
        <Exactness state={scene.state} claim={scene.claim} />
      </div>
      <div class="tools">{children}</div>
      <OriginNotes state={state} link={link} host={host} />
    </header>
  );
}
