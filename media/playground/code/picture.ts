import * as l10n from '@vscode/l10n';
import type { NumbersClaim, PicturedCall, PictureStyle } from '../../../src/playground';
import { equationPicture } from '../../../src/playground';
import { type PictureFormat } from '../../../src/protocol';
import { summaryOf } from '../Announcement';
import { bytesOf } from '../canvas/palette';
import { worthSentences } from '../Worth';

/** What a picture shows, and what its numbers are worth. */
export interface ClaimedCall extends PicturedCall {
  readonly claim: NumbersClaim;
}

/**
 * The equation of a call as a picture, in the colours of the reader's theme.
 *
 * @returns an SVG document, or a PNG file in base 64
 */
export async function pictureOf(shown: ClaimedCall, format: PictureFormat): Promise<string> {
  const svg = equationPicture(shown, currentStyle(), {
    input: l10n.t('input'),
    mask: l10n.t('mask'),
    scale: l10n.t('scale'),
    output: l10n.t('output'),
    kept: l10n.t('kept'),
    dropped: l10n.t('dropped'),
    back: l10n.t('back again: the call before dropped it'),
    caption: captionOf(shown),
  });
  return format === 'svg' ? svg : pngOf(svg);
}

/** Of which call it is, and what its numbers are worth: a picture goes where the playground does not. */
function captionOf({ state, call, claim }: ClaimedCall): string {
  return [`torch.manual_seed(${state.seed})`, summaryOf(call), ...worthSentences(state, claim)].join(' · ');
}

/** How many pixels of a PNG make one of the screen, unless it would become larger than a canvas may be. */
const SHARPNESS = 2;
const LARGEST = 8192;

async function pngOf(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(SHARPNESS, LARGEST / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}

/** The theme's colours as they come out on the background: what is translucent or mixed, few programs can draw. */
function currentStyle(): PictureStyle {
  const body = getComputedStyle(document.body);
  const background = bytesOf(body.backgroundColor, [0, 0, 0]);
  const onBackground = (colour: string): string => hexOf(bytesOf(colour, background));
  const cell = (look: string): string => onBackground(styleOf(`cell ${look}`).backgroundColor);
  return {
    background: hexOf(background),
    foreground: onBackground(body.color),
    muted: onBackground(styleOf('operator').color),
    input: cell('input'),
    kept: cell('kept'),
    output: cell('output'),
    back: onBackground(styleOf('back-sample').color),
    font: body.fontFamily,
    monospace: styleOf('tensor').fontFamily,
  };
}

/** What an element of these classes looks like. */
function styleOf(classes: string): Pick<CSSStyleDeclaration, 'backgroundColor' | 'color' | 'fontFamily'> {
  const probe = document.createElement('div');
  probe.className = classes;
  probe.hidden = true;
  document.body.append(probe);
  const { backgroundColor, color, fontFamily } = getComputedStyle(probe);
  probe.remove();
  return { backgroundColor, color, fontFamily };
}

function hexOf(bytes: readonly number[]): string {
  const parts = bytes.slice(0, 3).map((part) => part.toString(16).padStart(2, '0'));
  return `#${parts.join('')}`;
}
