import { useMemo } from 'preact/hooks';
import * as l10n from '@vscode/l10n';
import type { CallOutcome, PlaygroundState } from '../../../src/playground';
import { channelSizeOf, fitsCells, outputLevels } from '../../../src/playground';
import type { Scene } from '../../../src/protocol';
import { elementText } from '../../../src/torch';
import { summaryOf } from '../Announcement';
import { useViewport } from '../canvas/useViewport';
import { ZoomButtons } from '../canvas/ZoomButtons';
import { CellExplanation, litElement, useLitCells } from '../CellExplanation';
import { keepText } from '../Equation';
import { TensorView } from '../TensorView';

/** The output of a call, with what its mask dropped, and below it what became of the cell that one points at. */
export function Output({
  scene: { input, units },
  state,
  call,
  isBehind,
}: {
  scene: Scene;
  state: PlaygroundState;
  call: CallOutcome;
  /** Whether the reader has done something that the extension has yet to draw. */
  isBehind: boolean;
}) {
  const { lit, root, onHover, listeners } = useLitCells();
  const viewport = useViewport(state.shape);
  const { outcome } = call;
  const isPicture = !fitsCells(state.shape);
  const text = useMemo(() => (outcome.ok ? elementText(outcome.output) : undefined), [outcome]);
  const mask = outcome.ok ? outcome.mask : undefined;
  return (
    <section
      ref={root}
      class={`output ${isBehind ? 'behind' : ''}`}
      aria-busy={isBehind}
      aria-labelledby="output-title"
      {...listeners}
    >
      <h2 id="output-title">{outcome.ok ? summaryOf(call) : l10n.t('Output')}</h2>
      {!outcome.ok || text === undefined ? (
        <p class="raised">{summaryOf(call)}</p>
      ) : (
        <TensorView
          label={l10n.t('Output')}
          shape={state.shape}
          colors="output"
          levels={() => outputLevels(outcome.output, mask)}
          source={outcome}
          mask={mask}
          channelSize={channelSizeOf(units)}
          text={text}
          look={(index) => (mask === undefined || mask[index] === 1 ? 'output' : 'dropped')}
          describe={(index) => keepText(mask, index)}
          shared={isPicture ? { viewport, lit: litElement(lit), onHover } : undefined}
        />
      )}
      {isPicture && outcome.ok ? <ZoomButtons viewport={viewport} /> : null}
      <CellExplanation lit={lit} state={state} input={input} call={call} />
    </section>
  );
}
