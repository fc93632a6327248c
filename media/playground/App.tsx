import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import {
  backAgain,
  CallMemory,
  isTraining,
  maskBefore,
  type LinkView,
  type PanelAction,
  type PlaygroundState,
  PRINTED_CALLS,
  SessionReplay,
  transcriptOf,
} from '../../src/playground';
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
import type { HostConnection, Shown } from './host';
import { Network } from './network/Network';
import { OriginNotes } from './OriginNotes';
import { focusField, useShortcuts } from './shortcuts';
import { Shortcuts, SHOW_SHORTCUTS } from './ShortcutsDialog';
import { StatisticsPanel } from './statistics/StatisticsPanel';
import { useStatistics } from './statistics/useStatistics';
import { Tabs } from './Tabs';
import { Transcript, transcriptTitle } from './Transcript';

const replay = new SessionReplay();
const memory = new CallMemory(replay);

/** The whole panel. */
export function App({
  state,
  view,
  singleKeys,
  announces,
  link,
  picture,
  canInsert,
  host,
  ...history
}: Shown & { host: HostConnection }) {
  const cursor = useCallCursor(state);
  const statistics = useStatistics(state, view.tab === 'statistics');
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
  // Not computed anew where only the view changes.
  const [input, calls] = useMemo(() => [replay.input(state), memory.calls(state)] as const, [state]);
  const current = calls[cursor.number - cursor.first];
  const before = maskBefore(calls, cursor.number);
  const back = useMemo(() => current && backAgain(current, before), [current, before]);
  usePicture(picture, host, () => current && { state, input, call: current, back });
  if (current === undefined) return null;
  const tabs = [
    {
      id: 'calls' as const,
      title: l10n.t('Calls'),
      content: () => (
        <>
          <CallsPanel
            state={state}
            calls={calls}
            cursor={cursor}
            singleKeys={singleKeys}
            dispatch={dispatch}
          />
          <Transcript
            title={transcriptTitle(state)}
            entries={transcriptOf(state, calls.slice(-PRINTED_CALLS))}
          />
        </>
      ),
    },
    {
      id: 'network' as const,
      title: l10n.t('Network'),
      content: () => <Network state={state} input={input} call={current} />,
    },
    {
      id: 'statistics' as const,
      title: l10n.t('Statistics'),
      content: () => <StatisticsPanel state={state} statistics={statistics} />,
    },
    {
      id: 'code' as const,
      title: l10n.t('Code'),
      content: () => <CodePanel state={state} call={current} canInsert={canInsert} host={host} />,
    },
  ];
  return (
    <>
      <Header state={state} link={link} host={host}>
        <HistoryButtons {...history} host={host} />
        <Shortcuts singleKeys={singleKeys} inPanel={true} />
      </Header>
      <Controls state={state} singleKeys={singleKeys} dispatch={dispatch} />
      <Equation
        state={state}
        input={input}
        call={current}
        back={back}
        showsUniforms={view.uniforms}
        onShowUniforms={(uniforms) => host.setView({ uniforms })}
      />
      <Comparison
        state={state}
        number={current.number}
        replay={replay}
        open={view.comparing}
        onToggle={(comparing) => host.setView({ comparing })}
      />
      <Tabs label={l10n.t('Views')} tabs={tabs} chosen={view.tab} onChoose={(tab) => host.setView({ tab })} />
      <Announcement call={current} announces={announces} />
    </>
  );
}

function Header({
  state,
  link,
  host,
  children,
}: {
  state: PlaygroundState;
  link: LinkView | undefined;
  host: HostConnection;
  children: preact.ComponentChildren;
}) {
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
        <Exactness state={state} />
      </div>
      <div class="tools">{children}</div>
      <OriginNotes state={state} link={link} host={host} />
    </header>
  );
}
