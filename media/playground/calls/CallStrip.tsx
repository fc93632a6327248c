import * as l10n from '@vscode/l10n';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import type { CallOutcome, ModeStatement, PlaygroundState } from '../../../src/playground';
import {
  backAgain,
  fitsCells,
  gridLayout,
  keptCount,
  maskBefore,
  maskOf,
  modeStatements,
  pictureSize,
} from '../../../src/playground';
import { MaskThumbnail } from '../canvas/MaskThumbnail';
import { useWidth } from '../useWidth';
import type { CallCursor } from './useCallCursor';

/** How many masks are drawn. */
const SHOWN = 12;

/**
 * The masks of the calls around the one that is shown, the latest last, as an ARIA listbox
 * (https://www.w3.org/WAI/ARIA/apg/patterns/listbox/): one tab stop, arrow keys choose. Calls that follow
 * `layer.eval()` or `layer.train()` are a group of that name, which stands before them.
 */
export function CallStrip(props: {
  state: PlaygroundState;
  /** All that are listed, oldest first. */
  calls: readonly CallOutcome[];
  cursor: CallCursor;
}) {
  const { state, calls, cursor } = props;
  const [strip, width] = useWidth();
  const selectedIndex = cursor.number - cursor.first;
  const start = Math.max(0, Math.min(selectedIndex - SHOWN / 2, calls.length - SHOWN));
  const shown = calls.slice(start, start + SHOWN);
  const before = (shown[0]?.number ?? 1) - 1;
  const after = cursor.latest - (shown.at(-1)?.number ?? cursor.latest);
  const selected = (): HTMLElement | null | undefined =>
    strip.current?.querySelector<HTMLElement>('[aria-selected=true]');

  // Only the strip scrolls: `scrollIntoView` would move the page too, under the reader who looks at the equation.
  useLayoutEffect(() => {
    const option = selected();
    if (strip.current === null || !option) return;
    const { offsetLeft, offsetWidth } = option;
    const { scrollLeft, clientWidth } = strip.current;
    if (offsetLeft < scrollLeft) strip.current.scrollLeft = offsetLeft;
    else if (offsetLeft + offsetWidth > scrollLeft + clientWidth) {
      strip.current.scrollLeft = offsetLeft + offsetWidth - clientWidth;
    }
  }, [cursor.number, cursor.latest, width]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => cursor.step(-1),
      ArrowRight: () => cursor.step(1),
      Home: () => cursor.select(cursor.first),
      End: () => cursor.select(cursor.latest),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
    // The option of that call may only be drawn by now.
    setTimeout(() => selected()?.focus());
  };

  return (
    <>
      <div class="strip">
        {before > 0 ? <span class="unlisted">{l10n.t('{0} earlier', before)}</span> : null}
        <div
          ref={strip}
          class="masks"
          role="listbox"
          aria-orientation="horizontal"
          aria-label={l10n.t('Calls')}
          onKeyDown={onKeyDown}
        >
          {groupsOf(calls, state.earlier.total)
            .map((group) => ({ ...group, calls: group.calls.filter((call) => shown.includes(call)) }))
            .filter((group) => group.calls.length > 0)
            .map(({ statement, first, calls: within }) => (
              <div key={first} role="group" aria-label={statement ?? l10n.t('from the start')}>
                {statement !== undefined && within[0]?.number === first ? (
                  <code aria-hidden="true">{statement}</code>
                ) : null}
                {within.map((call) => (
                  <MaskOption
                    key={call.number}
                    shape={state.shape}
                    call={call}
                    before={maskBefore(calls, call.number)}
                    isSelected={call.number === cursor.number}
                    onSelect={() => cursor.select(call.number)}
                  />
                ))}
              </div>
            ))}
        </div>
        {after > 0 ? <span class="unlisted">{l10n.t('{0} later', after)}</span> : null}
      </div>
      <Legend
        hasBack={
          fitsCells(state.shape) &&
          shown.some((call) => backAgain(call, maskBefore(calls, call.number))?.includes(1) === true)
        }
        hasDropped={shown.some((call) => maskOf(call)?.includes(0) === true)}
      />
    </>
  );
}

/** What the pictures are made of: of what is nowhere on show nothing is said. */
function Legend({ hasBack, hasDropped }: { hasBack: boolean; hasDropped: boolean }) {
  return (
    <p class="legend" aria-hidden="true">
      <Sample mask={[1]} /> {l10n.t('kept')}{' '}
      {hasBack ? (
        <>
          <Sample mask={[1]} back={[1]} /> {l10n.t('kept, was dropped')}{' '}
        </>
      ) : null}
      {hasDropped ? (
        <>
          <Sample mask={[0]} /> {l10n.t('dropped')}
        </>
      ) : null}
    </p>
  );
}

/** Calls in one mode. */
interface ModeGroup {
  /** What was typed before the first; undefined where nothing was, or before calls that are no longer listed. */
  readonly statement: ModeStatement | undefined;
  /** The number of its first listed call. */
  readonly first: number;
  readonly calls: readonly CallOutcome[];
}

/** All listed calls by the mode they were made in. @param unlisted how many calls came before */
function groupsOf(calls: readonly CallOutcome[], unlisted: number): readonly ModeGroup[] {
  const groups: (ModeGroup & { readonly calls: CallOutcome[] })[] = [];
  modeStatements(calls).forEach((statement, index) => {
    const call = calls[index];
    if (call === undefined) return;
    const group = groups.at(-1);
    if (group !== undefined && statement === undefined) group.calls.push(call);
    // When the mode of the first was set is not known where others came before it.
    else
      groups.push({
        statement: index === 0 && unlisted > 0 ? undefined : statement,
        first: call.number,
        calls: [call],
      });
  });
  return groups;
}

function MaskOption(props: {
  shape: readonly number[];
  call: CallOutcome;
  /** The last call before it that drew a mask. */
  before: CallOutcome | undefined;
  isSelected: boolean;
  onSelect: () => void;
}) {
  const { shape, call, before, isSelected, onSelect } = props;
  // Not drawn anew with every call that follows.
  const [picture, label] = useMemo(() => {
    const back = backAgain(call, before);
    const mask = maskOf(call);
    const drawn = fitsCells(shape) ? (
      <MaskPicture shape={shape} mask={mask} back={back} />
    ) : (
      <MaskThumbnail shape={shape} mask={mask} />
    );
    return [drawn, labelOf(call, back)] as const;
  }, [shape.join(), call, before]);
  return (
    <div
      role="option"
      aria-label={label}
      aria-selected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      onClick={onSelect}
    >
      {picture}
      <span>{l10n.t('call {0}', call.number)}</span>
    </div>
  );
}

/** One element, as it looks in the pictures. */
function Sample({ mask, back }: { mask: readonly number[]; back?: readonly number[] }) {
  return <MaskPicture shape={[1]} mask={Uint8Array.from(mask)} back={back && Uint8Array.from(back)} />;
}

/**
 * One mask as a picture: filled squares are kept, squares with a hole kept after they had been dropped, small
 * dots dropped.
 */
function MaskPicture(props: {
  shape: readonly number[];
  mask: Uint8Array | undefined;
  back: Uint8Array | undefined;
}) {
  const { shape, mask, back } = props;
  const { rows, columns, blockColumns, blocks } = gridLayout(shape);
  const width = Math.max(1, blockColumns * (columns + 1) - 1);
  const height = Math.max(1, Math.ceil(blocks.length / blockColumns) * (rows + 1) - 1);
  let kept = '';
  let dropped = '';
  for (const { offset, blockRow, blockColumn } of blocks) {
    for (let i = 0; i < rows * columns; i++) {
      const x = blockColumn * (columns + 1) + (i % columns);
      const y = blockRow * (rows + 1) + Math.floor(i / columns);
      if (mask !== undefined && mask[offset + i] !== 1) dropped += `M${x + 0.38} ${y + 0.38}h.24v.24h-.24z`;
      else kept += `M${x + 0.06} ${y + 0.06}h.88v.88h-.88z`;
      if (back?.[offset + i] === 1) kept += `M${x + 0.32} ${y + 0.32}h.36v.36h-.36z`;
    }
  }
  return (
    <svg class="mask" aria-hidden="true" viewBox={`0 0 ${width} ${height}`} {...pictureSize(width, height)}>
      <path class="kept" fill-rule="evenodd" d={kept} />
      <path class="dropped" d={dropped} />
    </svg>
  );
}

function labelOf({ number, training, outcome }: CallOutcome, back: Uint8Array | undefined): string {
  if (!outcome.ok) return l10n.t('Call {0}: {1}', number, outcome.error.type);
  const { mask } = outcome;
  if (mask === undefined) {
    return training
      ? l10n.t('Call {0}: everything kept', number)
      : l10n.t('Call {0}: eval mode, everything kept', number);
  }
  return back === undefined
    ? l10n.t('Call {0}: {1} of {2} kept', number, keptCount(mask), mask.length)
    : l10n.t(
        'Call {0}: {1} of {2} kept, {3} back again',
        number,
        keptCount(mask),
        mask.length,
        keptCount(back),
      );
}
