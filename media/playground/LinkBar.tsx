import * as l10n from '@vscode/l10n';
import type { LinkView, PlaygroundState, WriteTarget } from '../../src/playground';
import { type PythonNumber, reprNumber } from '../../src/torch';
import type { HostConnection } from './host';
import { Icon } from './Icon';

/** A session with its link to the code. */
export interface LinkProps {
  state: PlaygroundState;
  /** Absent until the extension has found the call. */
  link: LinkView | undefined;
  host: HostConnection;
}

/** The call in the code that the playground follows: the way back to it, and to write p there where it has another. */
export function LinkBar({ state, link, host }: LinkProps) {
  const place = link?.place ?? state.origin?.label ?? '';
  const { p } = state.layer;
  return (
    <div class="link" role="group" aria-label={l10n.t('Link to the code')}>
      {link?.lost === true ? (
        <span class="lost" role="status">
          {link.write?.possible === false ? l10n.t('{0}: {1}', place, link.write.reason) : place}
        </span>
      ) : (
        <>
          <button
            type="button"
            class="plain"
            title={l10n.t('Go to {0}', place)}
            onClick={() => host.run('goToCode')}
          >
            <Icon name="link" />
            <span>
              <bdi>{place}</bdi>
            </span>
          </button>
          {link?.write === undefined ? null : (
            <WriteButton link={link} write={link.write} p={p} host={host} />
          )}
        </>
      )}
    </div>
  );
}

interface WriteProps {
  link: LinkView;
  write: WriteTarget;
  p: PythonNumber;
  host: HostConnection;
}

/** Keeps its place where the code has this p. */
function WriteButton({ link, write, p, host }: WriteProps) {
  const elsewhere = write.possible ? write.elsewhere : undefined;
  const isSame = link.p?.type === p.type && link.p.value === p.value;
  const title = write.possible ? writesText(link, p) : write.reason;
  return (
    <>
      <button
        type="button"
        class={`secondary write ${isSame ? 'absent' : ''} ${elsewhere === undefined ? '' : 'elsewhere'}`}
        title={title}
        // It can be reached, so that the reason can be read.
        aria-disabled={!write.possible}
        aria-describedby="write-note"
        onClick={() => {
          if (write.possible) host.run('writeProbability');
        }}
      >
        {elsewhere === undefined ? null : (
          <span class="whole">{l10n.t('Write p={0} to {1}', reprNumber(p), elsewhere.place)}</span>
        )}
        <span class="brief">{l10n.t('Write p={0}', reprNumber(p))}</span>
      </button>
      <span id="write-note" hidden>
        {title}
      </span>
    </>
  );
}

/** What is really written, and where. */
function writesText({ p, place, write }: LinkView, shown: PythonNumber): string {
  const text = reprNumber(shown);
  const elsewhere = write?.possible === true ? write.elsewhere : undefined;
  if (elsewhere !== undefined)
    return l10n.t('Writes {0} at {1}', `${elsewhere.before}${text}`, elsewhere.place);
  return p === undefined
    ? l10n.t('Writes p={0} at {1}', text, place)
    : l10n.t('Writes p={0} in place of {1} at {2}', text, reprNumber(p), place);
}
