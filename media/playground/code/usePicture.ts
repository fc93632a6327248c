import { useEffect } from 'preact/hooks';
import type { PicturedCall } from '../../../src/playground';
import type { HostConnection, Surroundings } from '../host';
import { pictureOf } from './picture';

/** Draws the picture that the extension waits for, once. */
export function usePicture(
  asked: Surroundings['picture'],
  host: HostConnection,
  shown: () => PicturedCall | undefined,
): void {
  useEffect(() => {
    const what = shown();
    if (asked === undefined || what === undefined) return;
    void pictureOf(what, asked.format).then((content) => host.sendPicture(asked.id, content));
  }, [asked?.id]);
}
