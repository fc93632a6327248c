import * as l10n from '@vscode/l10n';
import { useEffect, useState } from 'preact/hooks';
import type { AveragePanel, AverageProps } from './AveragePanel';

type Loaded = { readonly Panel: typeof AveragePanel } | { readonly failure: string };

/** Kept, so that the tab is drawn at once when it is chosen again. */
let loaded: Loaded | undefined;

/** Averages, whose figures are a program of their own: it is loaded when it is first looked at. */
export function Average(props: AverageProps) {
  const [current, setCurrent] = useState(loaded);
  useEffect(() => {
    if (current !== undefined && 'Panel' in current) return;
    void import('./AveragePanel').then(
      ({ AveragePanel: Panel }) => setCurrent((loaded = { Panel })),
      (error: unknown) => setCurrent({ failure: String(error) }),
    );
  }, []);
  if (current === undefined) return null;
  if ('failure' in current)
    return <p class="raised">{l10n.t('The figures could not be loaded: {0}', current.failure)}</p>;
  return <current.Panel {...props} />;
}
