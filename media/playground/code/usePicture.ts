import { useEffect } from 'preact/hooks';
import type { CallOutcome, PlaygroundState } from '../../../src/playground';
import type { Tensor } from '../../../src/torch';
import type { HostConnection, Surroundings } from '../host';
import { pictureOf } from './picture';

/** Draws the picture that the extension waits for, once. */
export function usePicture(
  asked: Surroundings['picture'],
  host: HostConnection,
  shown: () => { state: PlaygroundState; input: Tensor; call: CallOutcome } | undefined,
): void {
  useEffect(() => {
    const what = shown();
    if (asked === undefined || what === undefined) return;
    void pictureOf(what.state, what.input, what.call, asked.format).then((content) =>
      host.sendPicture(asked.id, content),
    );
  }, [asked?.id]);
}
