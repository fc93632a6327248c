import * as l10n from '@vscode/l10n';
import type { OpenRequest, PlaygroundInput } from '../../playground';
import { isReplayable, MAX_EARLIER_WORDS, pythonText, shapeProblem } from '../../playground';
import { type DropoutCall, OPEN_CALL, type ShownEvaluation, type ToldCommand } from '../../protocol/reading';
import { drawOf, type NestedNumbers, numelOf, seededGenerator, shortFloat32 } from '../../torch';
import { illustrativeSeed } from '../illustration';

/** What shows an evaluation in the playground, linked to its call. */
export function replayedCommand(shown: ShownEvaluation, title: string): ToldCommand {
  return {
    title,
    command: OPEN_CALL,
    arguments: [replayedRequest(shown)],
    tooltip: openingText(shown),
  };
}

/** What a click on it comes to. */
export function openingText({ call }: ShownEvaluation): string {
  return call.seed === undefined
    ? l10n.t('Show this call in the playground: its layer and mode')
    : l10n.t('Show this call in the playground: its layer and mode, at its place after the seed');
}

/** The request that shows an evaluation in the playground: its layer, mode and input, at its place in the random stream. */
export function replayedRequest({
  call,
  label,
  reference,
  illustration,
  generator,
}: ShownEvaluation): OpenRequest {
  const { layer, training, shape } = call;
  const fits = shapeProblem(shape) === undefined;
  const deviation = deviationOf(call, fits);
  return {
    kind: layer.kind,
    inplace: layer.inplace,
    p: layer.p,
    seed: call.seed ?? String(illustrativeSeed(illustration)),
    generator,
    training,
    ...(fits ? { shape } : {}),
    ...(deviation === undefined && !call.isOnes ? { input: pastedInput(call) } : {}),
    ...placeInStream(call, generator),
    origin: {
      label,
      illustrative: call.seed === undefined,
      ...(deviation === undefined ? {} : { deviation }),
      ...(reference === undefined ? {} : { call: reference }),
    },
  };
}

function deviationOf(
  { isOnes, doubt, maskDoubt, position, picture }: DropoutCall,
  fits: boolean,
): OpenRequest['origin']['deviation'] {
  if (!fits) return 'size';
  const isUncertain = maskDoubt !== undefined && maskDoubt.code !== 'unseeded';
  if (isUncertain || position > MAX_EARLIER_WORDS) return 'stream';
  const isKnown = isOnes || (doubt === maskDoubt && picture?.inputValues !== undefined);
  return isKnown ? undefined : 'values';
}

/** The values of a small input of float32, as the playground takes them from the clipboard. */
function pastedInput({ shape, picture }: DropoutCall): PlaygroundInput {
  const values = picture?.inputValues?.map((value) =>
    Number.isFinite(value) && value !== 0 ? Number(shortFloat32(value)) : value,
  );
  const nested = (from: number, [size, ...rest]: readonly number[]): NestedNumbers =>
    size === undefined
      ? (values?.[from] ?? 0)
      : Array.from({ length: size }, (_, i) => nested(from + i * numelOf(rest), rest));
  return { type: 'pasted', text: pythonText(nested(0, shape)) };
}

/** What went before: calls just like it, which then are the playground's own; else so many words. */
function placeInStream(
  { layer, training, shape, call, position }: DropoutCall,
  generator: ShownEvaluation['generator'],
): Pick<OpenRequest, 'earlier' | 'skipped'> {
  const draw = drawOf(layer, shape, true);
  const steps = draw === undefined ? 0 : seededGenerator(generator, 0).stepsOf(draw);
  const earlier = training && draw !== undefined ? call - 1 : call;
  const isReachable = isReplayable({ calls: [], earlier: { total: earlier, training: earlier }, shape });
  if (position === earlier * steps && isReachable) return { earlier };
  return position <= MAX_EARLIER_WORDS ? { skipped: position } : {};
}
