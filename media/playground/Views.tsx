import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import type { AverageOutput, CallOutcome, PlaygroundState } from '../../src/playground';
import { PRINTED_CALLS, transcriptOf } from '../../src/playground';
import type { PanelAction, Scene } from '../../src/protocol';
import { CallsPanel, DropCounts } from './calls/CallsPanel';
import type { CallCursor } from './calls/useCallCursor';
import { CodePanel } from './code/CodePanel';
import { foldedIn, Unfolded } from './Folded';
import type { PageProps } from './host';
import { lazily } from './lazily';
import { Network } from './network/Network';
import { useStatistics } from './statistics/useStatistics';
import { Tabs } from './Tabs';
import { Transcript, transcriptTitle } from './Transcript';
import { COUNTED, insideOf } from './view';

/* Figures are drawn by a library that is loaded with the first of them; few layers have an inside. */
const Average = lazily(async () => (await import('./average/AveragePanel')).AveragePanel);
const Inside = lazily(async () => (await import('./inside/Inside')).Inside);
const Why = lazily(async () => (await import('./why/WhyPanel')).WhyPanel);

/** What lies below the equation. */
export function Views(
  props: PageProps & {
    inPanel: boolean;
    callCursor: CallCursor;
    /** The call that is shown, as the extension drew it. */
    listed: CallOutcome;
    /** The same as it stands in the equation, where p may be another already. */
    shown: { readonly state: PlaygroundState; readonly call: CallOutcome };
    average: () => AverageOutput;
  },
) {
  const {
    state,
    scene,
    view,
    singleKeys,
    canInsert,
    cursor,
    host,
    inPanel,
    callCursor,
    listed,
    shown,
    average,
  } = props;
  const statistics = useStatistics(scene, view.tab === 'average' && view.opened.includes(COUNTED));
  const dispatch = (action: PanelAction): void => host.dispatch(action);
  // A drag of p changes none of them until the extension has drawn it.
  const calls = useMemo(
    () => (
      <>
        <CallsPanel scene={scene} cursor={callCursor} singleKeys={singleKeys} dispatch={dispatch} />
        <PrintedCalls scene={scene} />
        <DropCounts scene={scene} />
      </>
    ),
    [scene, callCursor.number, singleKeys],
  );
  const inside = insideOf(state);
  const tabs = [
    ...(inside === undefined
      ? []
      : [
          {
            id: 'inside' as const,
            title: l10n.t('Inside'),
            content: () => <Inside state={state} inside={inside} call={listed} scene={scene} />,
          },
        ]),
    {
      id: 'calls' as const,
      title: l10n.t('Calls'),
      content: () => calls,
    },
    {
      id: 'average' as const,
      title: l10n.t('Average'),
      content: () => (
        <Average
          scene={scene}
          cursor={callCursor}
          average={average()}
          statistics={statistics}
          view={view}
          onView={(change) => host.setView(change)}
          dispatch={dispatch}
        />
      ),
    },
    {
      id: 'network' as const,
      title: l10n.t('Network'),
      content: () => <Network {...shown} following={scene.following(listed)} />,
    },
    {
      id: 'why' as const,
      title: l10n.t('Why'),
      content: () => (
        <Why state={state} view={view} onView={(change) => host.setView(change)} dispatch={dispatch} />
      ),
    },
    {
      id: 'code' as const,
      title: l10n.t('Code'),
      content: () => (
        <CodePanel
          state={scene.state}
          call={listed}
          canInsert={cursor === 'none' ? undefined : canInsert}
          host={host}
        />
      ),
    },
  ];
  return (
    <Unfolded.Provider
      value={{
        opened: view.opened,
        onFold: (name, isOpen) => host.setView({ opened: foldedIn(view.opened, name, isOpen) }),
      }}
    >
      <Tabs
        label={l10n.t('Views')}
        asMenu={!inPanel}
        tabs={tabs}
        chosen={view.tab}
        onChoose={(tab) => host.setView({ tab })}
      />
    </Unfolded.Provider>
  );
}

/** The latest calls at Python's prompt. */
function PrintedCalls({ scene: { state, calls, claim } }: { scene: Scene }) {
  const entries = useMemo(() => transcriptOf(state, calls.slice(-PRINTED_CALLS)), [calls]);
  return <Transcript title={transcriptTitle(claim)} entries={entries} />;
}
