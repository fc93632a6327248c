import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import {
  averageOutput,
  backAgain,
  channelSizeOf,
  fitsCells,
  isTraining,
  maskBefore,
  PRINTED_CALLS,
  transcriptOf,
} from '../../src/playground';
import type { PanelAction } from '../../src/protocol';
import { Announcement } from './Announcement';
import { CallsPanel, DropCounts } from './calls/CallsPanel';
import { useCallCursor } from './calls/useCallCursor';
import { CodePanel } from './code/CodePanel';
import { usePicture } from './code/usePicture';
import { Controls } from './Controls';
import { Equation } from './equation/Equation';
import { foldedIn, Unfolded } from './Folded';
import { Header } from './Header';
import type { PageProps } from './host';
import { Network } from './network/Network';
import { Setup } from './Setup';
import { useStatistics } from './statistics/useStatistics';
import { lazily } from './lazily';
import { focusField, useShortcuts } from './shortcuts';
import { showShortcuts } from './ShortcutsDialog';
import { Tabs } from './Tabs';
import { Transcript, transcriptTitle } from './Transcript';
import { useAfterPaint } from './useAfterPaint';
import { useShownCall } from './useShownCall';
import { COUNTED, insideOf } from './view';
import { Worth } from './Worth';

/* Figures are drawn by a library that is loaded with the first of them; few layers have an inside. */
const Average = lazily(async () => (await import('./average/AveragePanel')).AveragePanel);
const Inside = lazily(async () => (await import('./inside/Inside')).Inside);
const Why = lazily(async () => (await import('./why/WhyPanel')).WhyPanel);

/** The playground, in the panel and in the sidebar alike: what takes the room there is a matter of its width. */
export function App(props: PageProps & { inPanel: boolean }) {
  const { state, scene, view, singleKeys, announces, picture, canInsert, host, inPanel } = props;
  const { calls, claim, input, units } = scene;
  const cursor = useCallCursor(scene.state, view.call, (call) => {
    // Once this drawing has come to its end: a change of the view is drawn at once.
    if (call?.number !== view.call?.number || call?.session !== view.call?.session)
      queueMicrotask(() => host.setView({ call }));
  });
  const statistics = useStatistics(scene, view.tab === 'average' && view.opened.includes(COUNTED));
  const dispatch = (action: PanelAction): void => host.dispatch(action);
  const shortcuts = {
    r: () => dispatch({ type: 'resample' }),
    t: () => dispatch({ type: 'setTraining', training: !isTraining(state) }),
    p: () => focusField('probability'),
    s: () => focusField('seed'),
    b: () => cursor.step(-1),
    n: () => cursor.step(1),
    '?': showShortcuts,
  };
  useShortcuts(shortcuts, singleKeys);
  const listed = calls[cursor.number - cursor.first];
  const { state: shownState, call: current, isBehind } = useShownCall(scene, state, listed);
  const { call: before } = useShownCall(scene, state, maskBefore(calls, cursor.number));
  const back = useMemo(() => current && backAgain(current, before), [current, before]);
  usePicture(picture, host, () => current && { state: shownState, input, back, claim, call: current });
  const below = useAfterPaint(scene, !fitsCells(scene.state.shape));
  const entries = useMemo(() => transcriptOf(below.state, below.calls.slice(-PRINTED_CALLS)), [below.calls]);
  const averageOf = useMemo(() => {
    const upToShown = calls.slice(0, cursor.number - cursor.first + 1);
    let known: ReturnType<typeof averageOutput> | undefined;
    return () => (known ??= averageOutput(scene.state, input, upToShown, view.scaled));
  }, [calls, cursor.number, input, view.scaled]);
  const inside = insideOf(state);
  if (current === undefined || listed === undefined) return null;
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
      content: () => (
        <>
          <CallsPanel scene={below} cursor={cursor} singleKeys={singleKeys} dispatch={dispatch} />
          <Transcript title={transcriptTitle(below.claim)} entries={entries} />
          <DropCounts scene={below} />
        </>
      ),
    },
    {
      id: 'average' as const,
      title: l10n.t('Average'),
      content: () => (
        <Average
          scene={below}
          cursor={cursor}
          average={averageOf()}
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
      content: () => <Network state={shownState} call={current} following={scene.following(listed)} />,
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
          canInsert={props.cursor === 'none' ? undefined : canInsert}
          host={host}
        />
      ),
    },
  ];
  return (
    <>
      <Header {...props} inPanel={inPanel} />
      <Controls state={state} singleKeys={singleKeys} dispatch={dispatch} />
      <Equation
        state={shownState}
        input={input}
        back={back}
        channelSize={channelSizeOf(units)}
        call={current}
        average={averageOf}
        isBehind={isBehind}
        showsUniforms={view.uniforms}
        onShowUniforms={(uniforms) => host.setView({ uniforms })}
      />
      <Worth state={scene.state} claim={claim} />
      <Setup
        state={state}
        singleKeys={singleKeys}
        dispatch={dispatch}
        isOpen={view.input}
        onOpen={(isOpen) => host.setView({ input: isOpen })}
      />
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
      <Announcement call={current} announces={announces} />
    </>
  );
}
