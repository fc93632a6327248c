import * as l10n from '@vscode/l10n';
import type { LinkView, PlaygroundState } from '../../src/playground';
import { type PythonNumber, reprNumber } from '../../src/torch';
import type { HostConnection } from './host';

/** A session with its link to the code. */
export interface LinkProps {
  state: PlaygroundState;
  /** Absent until the extension has found the call. */
  link: LinkView | undefined;
  host: HostConnection;
}

/** The call in the code that the playground follows: the way back to it, and what p can do there. */
export function LinkBar({ state, link, host }: LinkProps) {
  const place = link?.place ?? state.origin?.label ?? '';
  const { p } = state.layer;
  const problem = link === undefined ? '' : problemOf(link, p);
  return (
    <div class="link" role="group" aria-label={l10n.t('Link to the code')}>
      {link?.lost === true ? (
        <span class="lost" role="status">
          {link.write.possible ? place : l10n.t('{0}: {1}', place, link.write.reason)}
        </span>
      ) : (
        <>
          <button type="button" class="plain" onClick={() => host.run('goToCode')}>
            {l10n.t('linked to {0}', place)}
          </button>
          <button
            type="button"
            class="secondary"
            disabled={problem !== undefined}
            aria-describedby="write-note"
            onClick={() => host.run('writeProbability')}
          >
            {l10n.t('Write p={0} to {1}', reprNumber(p), targetOf(link) ?? place)}
          </button>
          <span id="write-note" class="write-note">
            {problem ?? elsewhereText(link, p)}
          </span>
        </>
      )}
      <button type="button" class="plain" onClick={() => host.dispatch({ type: 'unlink' })}>
        {l10n.t('Unlink')}
      </button>
    </div>
  );
}

/** Why p cannot be written now; undefined where it can. */
function problemOf({ p, write }: LinkView, shown: PythonNumber): string | undefined {
  if (!write.possible) return write.reason;
  return p?.type === shown.type && p.value === shown.value ? l10n.t('the code has this p') : undefined;
}

/** Where p is written, if that is not where the call is. */
function targetOf(link: LinkView | undefined): string | undefined {
  return link?.write.possible === true ? link.write.elsewhere?.place : undefined;
}

/** What is really written, where that is not the call itself. */
function elsewhereText(link: LinkView | undefined, p: PythonNumber): string {
  if (link?.write.possible !== true || link.write.elsewhere === undefined) return '';
  const { before, place } = link.write.elsewhere;
  return l10n.t('writes {0} at {1}', `${before}${reprNumber(p)}`, place);
}
