import * as l10n from '@vscode/l10n';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Loaded<Props> = { readonly Part: ComponentType<Props> } | { readonly failure: string };

/** A part of the page that is a program of its own: it is loaded when it is first looked at, and kept, so that it is drawn at once when it is chosen again. */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: Loaded<Props> | undefined;
  return function Lazy(props: Props) {
    const [current, setCurrent] = useState(loaded);
    useEffect(() => {
      if (current !== undefined && 'Part' in current) return;
      void load().then(
        (Part) => setCurrent((loaded = { Part })),
        (error: unknown) => setCurrent({ failure: String(error) }),
      );
    }, []);
    if (current === undefined) return null;
    if ('failure' in current)
      return <p class="raised">{l10n.t('The figures could not be loaded: {0}', current.failure)}</p>;
    return <current.Part {...props} />;
  };
}
