/** What two networks learn, and how large they are. */
export interface TrainingSettings {
  /** How many noisy points they are shown. */
  readonly points: number;
  /** The standard deviation of the noise. */
  readonly noise: number;
  /** How many neurons each of the two hidden layers has. */
  readonly width: number;
  /** The seed of the noise. */
  readonly dataSeed: number;
  /** The seed of the weights, and then of the masks. */
  readonly seed: number;
}

export const INITIAL_SETTINGS: TrainingSettings = { points: 30, noise: 0.5, width: 64, dataSeed: 0, seed: 0 };

/** How long they learn: so many steps, each over all points. */
export const STEPS = 2000;
/** The losses are taken before the first step, and every so many steps. */
export const MEASURED_EVERY = 20;
/** Adam's learning rate at first, from which it falls to 0 as a cosine does. */
export const LEARNING_RATE = 0.003;
/** The points reach from -REACH to REACH. */
export const REACH = 3;
/** So many points that no network was shown say how good it is. */
export const NEW_POINTS = 200;
/** At so many places what a network has learned is drawn. */
export const PLACES = 121;
/** So many passes with dropout left on tell how much the thinned networks disagree. */
export const PASSES = 100;
/** So many standard deviations of them the band is wide, to either side. */
export const BAND_DEVIATIONS = 2;
/** The probabilities for which all are trained. */
export const SWEPT_PROBABILITIES = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9] as const;

/** What the reader can choose. */
export const BOUNDS = {
  points: { min: 10, max: 100, step: 10 },
  noise: { min: 0, max: 1, step: 0.1 },
  width: { min: 8, max: 128, step: 8 },
} as const;

/** What is to be learned. */
export function truth(x: number): number {
  return Math.sin(1.5 * x);
}

/** The place on the horizontal axis of a point of a curve. */
export function placeOf(index: number, count: number): number {
  return -REACH + (2 * REACH * index) / (count - 1);
}

/** The truth at the places of a curve. */
export function truths(count: number): number[] {
  return Array.from({ length: count }, (_, i) => truth(placeOf(i, count)));
}
