import { useMemo } from 'preact/hooks';
import { averageOutput, backAgain, channelSizeOf, isTraining, maskBefore } from '../../src/playground';
import type { PanelAction } from '../../src/protocol';
import { AfterPaint } from './AfterPaint';
import { Announcement } from './Announcement';
import { useCallCursor } from './calls/useCallCursor';
import { usePicture } from './code/usePicture';
import { Controls } from './Controls';
import { Equation } from './equation/Equation';
import { Header } from './Header';
import type { PageProps } from './host';
import { Setup } from './Setup';
import { focusField, useShortcuts } from './shortcuts';
import { showShortcuts } from './ShortcutsDialog';
import { useShownCall } from './useShownCall';
import { Views } from './Views';
import { Worth } from './Worth';

/** The playground, in the panel and in the sidebar alike: what takes the room there is a matter of its width. */
export function App(props: PageProps & { inPanel: boolean }) {
  const { state, scene, view, singleKeys, announces, picture, host, inPanel } = props;
  const { calls, claim, input, units } = scene;
  const cursor = useCallCursor(scene.state, view.call, (call) => {
    // Once this drawing has come to its end: a change of the view is drawn at once.
    if (call?.number !== view.call?.number || call?.session !== view.call?.session)
      queueMicrotask(() => host.setView({ call }));
  });
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
  const averageOf = useMemo(() => {
    const upToShown = calls.slice(0, cursor.number - cursor.first + 1);
    let known: ReturnType<typeof averageOutput> | undefined;
    return () => (known ??= averageOutput(scene.state, input, upToShown, view.scaled));
  }, [calls, cursor.number, input, view.scaled]);
  if (current === undefined || listed === undefined) return null;
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
      <AfterPaint news={`${cursor.session} ${isBehind}`}>
        <Views
          {...props}
          callCursor={cursor}
          listed={listed}
          shown={{ state: shownState, call: current }}
          average={averageOf}
        />
      </AfterPaint>
      <Announcement call={current} announces={announces} />
    </>
  );
}
