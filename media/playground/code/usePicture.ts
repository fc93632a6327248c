import { useEffect } from 'preact/hooks';
import type { Surroundings } from '../../../src/protocol';
import type { HostConnection } from '../host';
import { type ClaimedCall, pictureOf } from './picture';

/** Draws the picture that the extension waits for, once. */
export function usePicture(
  asked: Surroundings['picture'],
  host: HostConnection,
  shown: () => ClaimedCall | undefined,
): void {
  useEffect(() => {
    const what = shown();
    if (asked === undefined || what === undefined) return;
    void pictureOf(what, asked.format).then((content) => host.sendPicture(asked.id, content));
  }, [asked?.id]);
}
