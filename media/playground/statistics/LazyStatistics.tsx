import * as l10n from '@vscode/l10n';
import { useEffect, useState } from 'preact/hooks';
import type { Scene } from '../../../src/protocol';
import type { StatisticsPanel } from './StatisticsPanel';
import type { Statistics } from './useStatistics';

type Loaded = { readonly Panel: typeof StatisticsPanel } | { readonly failure: string };

/** Kept, so that the tab is drawn at once when it is chosen again. */
let loaded: Loaded | undefined;

/** The statistics, whose figures are a program of their own: it is loaded when it is first looked at. */
export function LazyStatistics(props: { scene: Scene; statistics: Statistics }) {
  const [current, setCurrent] = useState(loaded);
  useEffect(() => {
    if (current !== undefined && 'Panel' in current) return;
    void import('./StatisticsPanel').then(
      ({ StatisticsPanel: Panel }) => setCurrent((loaded = { Panel })),
      (error: unknown) => setCurrent({ failure: String(error) }),
    );
  }, []);
  if (current === undefined) return null;
  if ('failure' in current)
    return <p class="raised">{l10n.t('The statistics could not be loaded: {0}', current.failure)}</p>;
  return <current.Panel {...props} />;
}
