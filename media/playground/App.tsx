import * as l10n from '@vscode/l10n';
import { useEffect, useState } from 'preact/hooks';
import {
  type CallOutcome,
  isTraining,
  keptCount,
  type LinkView,
  type PanelAction,
  type PlaygroundState,
  sessionClaim,
  SessionReplay,
  transcriptOf,
} from '../../src/playground';
import { reprLayer } from '../../src/torch';
import { CallStrip } from './CallStrip';
import { Controls } from './Controls';
import { Equation } from './Equation';
import { Exactness } from './Exactness';
import type { HostConnection, Surroundings } from './host';
import { LinkBar } from './LinkBar';
import { useShortcuts } from './shortcuts';
import { Transcript } from './Transcript';

/** How many calls the strip shows, and how many of them the transcript prints. */
const STRIP_CALLS = 12;
const PRINTED_CALLS = 3;

const replay = new SessionReplay();

/** The whole panel, drawn from one state. */
export function App({
  state,
  singleKeys,
  link,
  host,
}: Surroundings & { state: PlaygroundState; host: HostConnection }) {
  const dispatch = (action: PanelAction): void => host.dispatch(action);
  useShortcuts(state, dispatch, singleKeys);
  const calls = replay.calls(state, STRIP_CALLS);
  const current = calls.at(-1);
  if (current === undefined) return null;
  return (
    <>
      <Header state={state} link={link} host={host} />
      <Controls state={state} singleKeys={singleKeys} dispatch={dispatch} />
      <Equation state={state} input={replay.input(state)} call={current} />
      <div class="details">
        <CallStrip state={state} calls={calls} />
        <Transcript
          title={
            sessionClaim(state) === 'exact'
              ? l10n.t('What Python prints')
              : l10n.t('What Python is expected to print')
          }
          entries={transcriptOf(state, calls.slice(-PRINTED_CALLS))}
        />
      </div>
      <Announcement text={summaryOf(current)} />
    </>
  );
}

function Header({
  state,
  link,
  host,
}: {
  state: PlaygroundState;
  link: LinkView | undefined;
  host: HostConnection;
}) {
  const { origin } = state;
  return (
    <header>
      <h1>{reprLayer(state.layer)}</h1>
      <span class={`mode ${isTraining(state) ? 'training' : ''}`}>
        {isTraining(state) ? l10n.t('train') : l10n.t('eval')}
      </span>
      <div class="provenance">
        {origin === undefined || origin.call !== undefined ? null : (
          <span class="origin">{l10n.t('opened from {0}', origin.label)}</span>
        )}
        <Exactness state={state} />
      </div>
      {origin?.call === undefined ? null : <LinkBar state={state} link={link} host={host} />}
      {origin?.illustrative === true ? (
        <p class="note">
          {l10n.t(
            'No seed can be read from the code, so each run of it may drop other values. Seed {0} stands for one such run.',
            state.seed,
          )}
        </p>
      ) : null}
    </header>
  );
}

/** What a call came to, in words: for the screen reader, and under the mask. */
function summaryOf({ number, training, outcome }: CallOutcome): string {
  if (!outcome.ok) return `${outcome.error.type}: ${outcome.error.message}`;
  const { mask } = outcome;
  if (mask === undefined) {
    return training
      ? l10n.t('Call {0}: nothing is dropped, the output is the input', number)
      : l10n.t('Call {0} in eval mode: the output is the input', number);
  }
  return l10n.t('Call {0}: {1} of {2} kept', number, keptCount(mask), mask.length);
}

/** Tells a screen reader the result of a change once it has come to rest; dragging the slider is not a stream of speech. */
function Announcement({ text }: { text: string }) {
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(text), 400);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="visually-hidden" role="status">
      {spoken}
    </p>
  );
}
