import * as l10n from '@vscode/l10n';
import type { CallOutcome, PlaygroundState } from '../../../src/playground';
import { MAX_PICTURE_ELEMENTS, MAX_WRITTEN_ELEMENTS, scriptOf, tensorCode } from '../../../src/playground';
import { numelOf } from '../../../src/torch';
import type { HostConnection } from '../host';
import { Python } from './Python';
import { useClipboard } from './useClipboard';

/** The script that gives what is shown, and ways to take it elsewhere. */
export function CodePanel(props: {
  state: PlaygroundState;
  call: CallOutcome;
  /** Undefined where there is no code into which anything could be put. */
  canInsert: boolean | undefined;
  host: HostConnection;
}) {
  const { state, call, canInsert, host } = props;
  const script = scriptOf(state, call);
  const { copy, result } = useClipboard(script);
  const { outcome } = call;
  const output = outcome.ok && outcome.output.numel <= MAX_WRITTEN_ELEMENTS ? outcome.output : undefined;
  const isDrawn = numelOf(state.shape) <= MAX_PICTURE_ELEMENTS;
  return (
    <section class="script" aria-labelledby="script-title">
      <h2 id="script-title">{l10n.t('Python that prints this call')}</h2>
      {/* It may scroll, so the keyboard must be able to reach it. */}
      <pre tabIndex={0} role="group" aria-labelledby="script-title">
        <code>
          <Python code={script} />
        </code>
      </pre>
      <div class="buttons">
        <button type="button" onClick={() => copy(script)}>
          {l10n.t('Copy code')}
        </button>
        <button
          type="button"
          disabled={output === undefined}
          title={
            outcome.ok && output === undefined
              ? l10n.t('More than {0} elements are not copied as Python.', MAX_WRITTEN_ELEMENTS)
              : l10n.t('The output as torch.tensor(…), equal to it bit for bit')
          }
          onClick={() => output && copy(tensorCode(output, state.generator))}
        >
          {l10n.t('Copy tensor')}
        </button>
        {canInsert === undefined ? null : (
          <button
            type="button"
            disabled={!canInsert}
            title={
              canInsert
                ? l10n.t('As a cell of the notebook, or as lines below the linked call')
                : l10n.t('Neither is a notebook in sight, nor is the playground linked to code')
            }
            onClick={() => host.run('insertBelow', call.number)}
          >
            {l10n.t('Insert below')}
          </button>
        )}
        <button
          type="button"
          disabled={!isDrawn}
          title={
            !isDrawn
              ? l10n.t('A picture has {0} elements at most', MAX_PICTURE_ELEMENTS)
              : l10n.t('The equation as SVG or PNG, in the colours of your theme')
          }
          onClick={() => host.run('savePicture')}
        >
          {l10n.t('Save picture…')}
        </button>
        <span role="status">{result}</span>
      </div>
    </section>
  );
}
