import * as v from 'valibot';
import type { Origin, PlaygroundState } from '../../src/playground';
import { BOUNDS, INITIAL_SETTINGS, type TrainingSettings } from '../../src/playground/training';
import { count, upTo } from '../../src/protocol';
import type { ChosenCall } from './calls/useCallCursor';

/** What lies below the equation, from left to right. */
export const TABS = ['inside', 'calls', 'average', 'network', 'why', 'code'] as const;
export type Tab = (typeof TABS)[number];

/** The name of the part of thousands of calls, which are made only where it is unfolded. */
export const COUNTED = 'counted';

/** How the reader looks at the playground: this page's own, no part of the session, and kept with its state. */
export interface View {
  readonly tab: Tab;
  /** Whether the mask shows the random numbers that were drawn. */
  readonly uniforms: boolean;
  /** Whether the fields of the input are open. */
  readonly input: boolean;
  /** Whether averages are those of outputs that are scaled, as dropout does, or of outputs that are not. */
  readonly scaled: boolean;
  /** The layer whose inside was last shown of itself, so that the reader's own choice of a tab stays. */
  readonly inside: string;
  /** What the networks of the tab Why learn. */
  readonly training: TrainingSettings;
  /** Whether one is trained for each p of a series. */
  readonly sweep: boolean;
  /** What is unfolded, by its name. */
  readonly opened: readonly string[];
  /** The call that the reader went back to; undefined for the latest. */
  readonly call?: ChosenCall | undefined;
}

const INITIAL_VIEW: View = {
  tab: 'calls',
  uniforms: false,
  input: false,
  scaled: true,
  inside: '',
  training: INITIAL_SETTINGS,
  sweep: false,
  opened: [],
  call: undefined,
};

const { points, noise, width } = BOUNDS;

const training = v.object({
  points: upTo(points.max, points.min),
  noise: v.pipe(
    v.number(),
    v.check((value: number) => noise.min <= value && value <= noise.max, 'no noise'),
  ),
  width: upTo(width.max, width.min),
  dataSeed: count,
  seed: count,
});

// Views that an earlier version stored know nothing of some parts, and had a tab for the statistics.
const stored = v.object({
  view: v.object({
    tab: v.pipe(
      v.picklist([...TABS, 'statistics']),
      v.transform((tab) => (tab === 'statistics' ? 'average' : tab)),
    ),
    uniforms: v.optional(v.boolean(), INITIAL_VIEW.uniforms),
    input: v.optional(v.boolean(), INITIAL_VIEW.input),
    scaled: v.optional(v.boolean(), INITIAL_VIEW.scaled),
    inside: v.optional(v.string(), INITIAL_VIEW.inside),
    training: v.optional(training, INITIAL_VIEW.training),
    sweep: v.optional(v.boolean(), INITIAL_VIEW.sweep),
    opened: v.optional(v.array(v.string()), []),
    call: v.optional(v.object({ number: count, session: v.string() }), undefined),
  }),
});

/** The view that was stored with a state, perhaps by an earlier version. */
export function viewFrom(value: unknown): View {
  const parsed = v.safeParse(stored, value);
  return parsed.success ? parsed.output.view : INITIAL_VIEW;
}

/** The layer whose inside the playground can show; undefined where there is none, or the reader chose another dropout. */
export function insideOf({ layer, origin }: PlaygroundState): NonNullable<Origin['inside']> | undefined {
  return layer.kind === 'Dropout' ? origin?.inside : undefined;
}

/** A view as it is for a session: where that is newly inside of a layer, its inside is what is looked at. */
export function viewOf(state: PlaygroundState, view: View): View {
  const layer = insideOf(state);
  const inside = layer === undefined ? '' : `${state.origin?.label ?? ''} ${layer.of}`;
  const isNew = inside !== '' && inside !== view.inside;
  const tab = isNew ? 'inside' : inside === '' && view.tab === 'inside' ? 'calls' : view.tab;
  return { ...view, tab, inside };
}
