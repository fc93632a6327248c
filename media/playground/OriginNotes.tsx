import * as l10n from '@vscode/l10n';
import { type Deviation, isOneRun } from '../../src/playground';
import { LinkBar, type LinkProps } from './LinkBar';

/** Where in the code the playground was opened: the link to it, and in what it shows something else. */
export function OriginNotes({ state, link, host }: LinkProps) {
  const { origin } = state;
  if (origin === undefined) return null;
  return (
    <>
      {origin.call === undefined ? null : <LinkBar state={state} link={link} host={host} />}
      {isOneRun(state) ? (
        <p class="note">
          {l10n.t(
            'No seed can be read from the code, so each run of it may drop other values. Seed {0} stands for one such run.',
            state.seed,
          )}
        </p>
      ) : null}
      {origin.deviation === undefined ? null : <p class="note">{deviationText(origin.deviation)}</p>}
    </>
  );
}

/** In what the playground shows something else than the line of code does from which it was opened. */
function deviationText(deviation: Deviation): string {
  switch (deviation) {
    case 'values':
      return l10n.t(
        'Here the layer is called on ones. In the code the same elements are dropped, of other values.',
      );
    case 'size':
      return l10n.t('The input in the code is too large for the playground, which shows a smaller one.');
    case 'stream':
      return l10n.t('Not all code before this call is understood, so it may drop other elements there.');
  }
}
