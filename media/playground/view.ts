import * as v from 'valibot';

/** What lies below the equation, from left to right. */
export const TABS = ['calls', 'network', 'statistics', 'code'] as const;
export type Tab = (typeof TABS)[number];

/** How the reader looks at the playground: this page's own, no part of the session, and kept with its state. */
export interface View {
  readonly tab: Tab;
  /** Whether train and eval stand side by side. */
  readonly comparing: boolean;
  /** Whether the mask shows the uniform numbers that were drawn. */
  readonly uniforms: boolean;
}

const INITIAL_VIEW: View = { tab: 'calls', comparing: false, uniforms: false };

const stored = v.object({
  view: v.object({
    tab: v.picklist(TABS),
    comparing: v.boolean(),
    // Views that an earlier version stored know nothing of it.
    uniforms: v.optional(v.boolean(), false),
  }),
});

/** The view that was stored with a state, perhaps by an earlier version. */
export function viewFrom(value: unknown): View {
  const parsed = v.safeParse(stored, value);
  return parsed.success ? parsed.output.view : INITIAL_VIEW;
}
