import * as l10n from '@vscode/l10n';
import type {
  InsideDimension,
  InsidePlace,
  InsideRole,
  Origin,
  PlaygroundState,
} from '../../../src/playground';
import { EXAMPLE, insideLayer, keptCount } from '../../../src/playground';
import { gpuOf, numelOf, reprNumber } from '../../../src/torch';
import type { Scene } from '../../../src/protocol';
import { MaskGrid } from './MaskGrid';
import { paragraph } from '../paragraph';

/**
 * Where dropout sits inside a layer of PyTorch's that does more than that, from its input to its output, each place with
 * its mask in the call that is shown.
 */
export function Inside(props: {
  state: PlaygroundState;
  inside: NonNullable<Origin['inside']>;
  call: { readonly number: number; readonly training: boolean };
  scene: Scene;
}) {
  const { state, inside, call, scene } = props;
  const { places, assumed } = insideLayer(inside);
  const masks = call.training ? scene.inside(call.number)?.masks : undefined;
  let at = 0;
  const withMasks = places.map((place) => {
    const begin = at;
    at += numelOf(place.shape);
    return { place, mask: masks?.subarray(begin, at) };
  });
  const groups = grouped(withMasks);
  return (
    <section class="inside" aria-labelledby="inside-sentence">
      <p id="inside-sentence">{sentenceOf(state, inside.of, places.length, call)}</p>
      {places.length === 0 ? null : <p class="note">{exampleText(inside.of, assumed)}</p>}
      {groups.map(({ name, members }, index) =>
        name === '' ? (
          <Places key={name} places={members} />
        ) : (
          <details key={name} open={index === 0}>
            <summary>{name}</summary>
            <Places places={members} />
          </details>
        ),
      )}
    </section>
  );
}

interface Placed {
  readonly place: InsidePlace;
  readonly mask: Uint8Array | undefined;
}

/** The layers of a stack one by one, `encoder.layers.0`; a layer alone is one group without a name. */
function grouped(
  all: readonly Placed[],
): readonly { readonly name: string; readonly members: readonly Placed[] }[] {
  const groups = new Map<string, Placed[]>();
  for (const one of all) {
    const name = one.place.path.includes('.') ? one.place.path.replace(/\.\w+$/, '') : '';
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups].map(([name, members]) => ({ name, members }));
}

function Places({ places }: { places: readonly Placed[] }) {
  return (
    <ol class="places">
      {places.map(({ place, mask }) => (
        <li key={place.path}>
          <code class="step">{place.before}</code>
          <div class="place">
            <span>
              <code>{place.role === 'between' || place.path === '' ? 'dropout' : lastOf(place.path)}</code>{' '}
              {ROLES[place.role]()}
            </span>
            <span class="note">
              {`(${place.dimensions.map((dimension) => DIMENSIONS[dimension]()).join(', ')}) = (${place.shape.join(', ')})`}
              {mask === undefined
                ? ''
                : ` · ${l10n.t('{0} of {1} dropped', mask.length - keptCount(mask), mask.length)}`}
            </span>
            <MaskGrid place={place} mask={mask} />
          </div>
          {place.after === undefined ? null : <code class="step">{place.after}</code>}
        </li>
      ))}
    </ol>
  );
}

function lastOf(path: string): string {
  return path.split('.').at(-1) ?? '';
}

const ROLES: Readonly<Record<InsideRole, () => string>> = {
  weights: () => l10n.t('drops attention weights: what one position takes from another'),
  sublayer: () => l10n.t('drops what the sublayer gives, before it is added to what came in'),
  hidden: () => l10n.t('drops hidden units of the feed-forward block'),
  between: () => l10n.t('drops what one layer hands to the next'),
};

const DIMENSIONS: Readonly<Record<InsideDimension, () => string>> = {
  example: () => l10n.t('example'),
  head: () => l10n.t('head'),
  position: () => l10n.t('position'),
  source: () => l10n.t('looked at'),
  feature: () => l10n.t('feature'),
};

function sentenceOf(
  { layer, generator }: PlaygroundState,
  of: string,
  count: number,
  { number, training }: { readonly number: number; readonly training: boolean },
): string {
  if (count === 0) return l10n.t('Nothing inside this {0} drops: it has no second layer to drop before.', of);
  const p = reprNumber(layer.p);
  const where =
    count === 1
      ? l10n.t('Inside this {0} dropout sits in one place, with p = {1}.', of, p)
      : l10n.t('Inside this {0} dropout sits in {1} places, all with p = {2}.', of, count, p);
  return paragraph(where, drawnText(training, layer.p.value, gpuOf(generator), number));
}

function drawnText(training: boolean, p: number, gpu: string | undefined, number: number): string {
  if (!training) return l10n.t('In eval mode none of them drops anything.');
  if (p === 0) return l10n.t('With this p nothing is dropped.');
  if (gpu !== undefined)
    return l10n.t('A GPU’s kernels for this layer draw otherwise: no masks are shown for {0}.', gpu);
  return l10n.t(
    'The masks are those of call {0}, where the seed is set right before the first call of the layer.',
    number,
  );
}

function exampleText(of: string, assumed: ReadonlyMap<string, string>): string {
  const { batch, length, target } = EXAMPLE;
  const example = /Decoder|^Transformer$/.test(of)
    ? l10n.t('Example: {0} sequences of {1} positions; the decoder’s own have {2}.', batch, length, target)
    : l10n.t('Example: {0} sequences of {1} positions.', batch, length);
  if (assumed.size === 0) return example;
  const names = [...assumed].map(([name, value]) => `${name}=${value}`).join(', ');
  return `${example} ${l10n.t('The code does not tell these sizes; examples stand for them: {0}.', names)}`;
}
