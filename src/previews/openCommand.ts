import * as l10n from '@vscode/l10n';
import type { OpenRequest } from '../playground';
import { type AskedCall, OPEN_CALL } from '../protocol/reading';
import { type NoPreview, type Preview, previewOf } from './preview';

/** What shows a call in the playground. */
export function openRequest(asked: AskedCall): OpenRequest {
  return requestFor(asked, previewOf(asked.site, asked.uri, asked.options));
}

/** The command and arguments that do it, on the generator that the preview used. */
export function openCommand(
  asked: AskedCall,
  preview: Preview | NoPreview,
): { command: string; arguments: [OpenRequest]; tooltip: string } {
  return {
    command: OPEN_CALL,
    arguments: [requestFor(asked, preview)],
    tooltip: tooltipOf(asked.site, 'seed' in preview),
  };
}

function requestFor({ site, origin, options }: AskedCall, preview: Preview | NoPreview): OpenRequest {
  const shown = 'seed' in preview ? preview : undefined;
  const seed = shown?.seed ?? site.seed;
  return {
    kind: site.kind,
    inplace: site.inplace,
    ...(shown === undefined ? {} : { p: shown.layer.p }),
    ...(seed === undefined ? {} : { seed }),
    generator: options.generator,
    training: site.active !== 'never',
    origin,
  };
}

function tooltipOf({ within, kind }: AskedCall['site'], isShown: boolean): string {
  if (within !== undefined)
    return l10n.t('Show the dropout inside it, as a layer of its own on an example input');
  return isShown
    ? l10n.t('Show this layer, its mask and what PyTorch prints')
    : l10n.t('Open the playground on {0}, with the p that it shows now', kind);
}
