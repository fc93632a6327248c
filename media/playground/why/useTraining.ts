import { useEffect, useRef, useState } from 'preact/hooks';
import {
  SWEPT_PROBABILITIES,
  type TrainedNetwork,
  type TrainingSettings,
  type TrainingSnapshot,
} from '../../../src/playground/training';
import { prefersReducedMotion } from '../calls/useCallCursor';
import { startWorker } from '../worker/startWorker';

/** Networks that learn the same points, by their p. */
export interface Lesson extends Pick<TrainingSnapshot, 'points' | 'truth'> {
  readonly settings: TrainingSettings;
  readonly networks: ReadonlyMap<number, TrainedNetwork>;
}

/** What is drawn: a lesson in which there is a network without dropout, and one with it. */
export interface ShownLesson extends Lesson {
  readonly without: TrainedNetwork;
  readonly dropped: TrainedNetwork;
  /** Whether both have learned to the end, with what is set now. */
  readonly isComplete: boolean;
  /** Whether it is of earlier settings. */
  readonly isDated: boolean;
}

/** The run that is under way, or was. */
interface Run {
  /** What it is about: its settings, and p. */
  readonly of: string;
  readonly isRunning: boolean;
  readonly snapshot?: TrainingSnapshot;
  /** Why it could not be made. */
  readonly failure?: string;
}

export interface Training {
  /** The latest there is; of earlier settings, until the first of the present ones comes. */
  readonly shown: ShownLesson | undefined;
  /** The latest that has come to its end, of which there is something to tell. */
  readonly told: ShownLesson | undefined;
  /** What learns now: the two networks, or one for each p of a series. */
  readonly learning: 'two' | 'all' | undefined;
  /** How many steps the last run has made. */
  readonly step: number;
  readonly failure: string | undefined;
  /** Trains what is not trained yet. */
  readonly start: () => void;
  /** Trains a network for each p of a series. */
  readonly trainAll: () => void;
  readonly stop: () => void;
}

/** How long the reader must have left the settings alone before a run starts again, in milliseconds. */
const REST = 150;

/** So many lessons are kept: the same settings always come to the same. */
const KEPT_LESSONS = 20;
const known = new Map<string, Lesson>();

function remember(key: string, lesson: Lesson): void {
  known.delete(key);
  known.set(key, lesson);
  const [oldest] = known.keys();
  if (known.size > KEPT_LESSONS && oldest !== undefined) known.delete(oldest);
}

/**
 * Trains two networks beside the page, one without dropout and one with it, as soon as the settings are left alone.
 *
 * @param sweeps whether one for each p of a series is trained after them
 */
export function useTraining(settings: TrainingSettings, p: number, sweeps: boolean): Training {
  const key = JSON.stringify(settings);
  const subject = JSON.stringify([settings, p]);
  const [run, setRun] = useState<Run>({ of: '', isRunning: false });
  const end = useRef((): void => undefined);
  const underWay = useRef('');
  const shown = useRef<ShownLesson | undefined>(undefined);
  const told = useRef<ShownLesson | undefined>(undefined);

  const stop = (): void => {
    end.current();
    underWay.current = '';
  };
  const train = (probabilities: readonly number[]): void => {
    const missing = [...new Set(probabilities)].filter((one) => known.get(key)?.networks.has(one) !== true);
    const what = JSON.stringify([subject, missing]);
    if (what === underWay.current) return;
    stop();
    setRun({ of: subject, isRunning: missing.length > 0 });
    if (missing.length === 0) return;
    underWay.current = what;
    end.current = startWorker<'training'>(
      { task: 'training', request: { settings, probabilities: missing } },
      {
        onSnapshot(snapshot, isLast) {
          if (isLast) {
            underWay.current = '';
            remember(key, withNetworks(settings, known.get(key), snapshot));
          }
          setRun({ of: subject, isRunning: !isLast, snapshot });
        },
        onFailure(failure) {
          underWay.current = '';
          setRun({ of: subject, isRunning: false, failure });
        },
      },
    );
  };
  const start = (): void => train([0, p]);
  const trainAll = (): void => train([0, p, ...SWEPT_PROBABILITIES]);
  const isComplete = [0, p].every((one) => known.get(key)?.networks.has(one));

  useEffect(() => {
    stop();
    const timer = setTimeout(start, isComplete || shown.current === undefined ? 0 : REST);
    end.current = () => clearTimeout(timer);
  }, [subject]);
  useEffect(() => {
    if (sweeps && isComplete) trainAll();
  }, [subject, sweeps, isComplete]);
  useEffect(() => stop, []);

  const isOfThis = run.of === subject;
  // One that waits for the reader to let go is as good as under way.
  const isRunning = isOfThis ? run.isRunning : !isComplete;
  // Curves that grow are motion.
  const partial = isOfThis && !(run.isRunning && prefersReducedMotion()) ? run.snapshot : undefined;
  const lesson = partial ? withNetworks(settings, known.get(key), partial) : known.get(key);
  const [without, dropped] = [lesson?.networks.get(0), lesson?.networks.get(p)];
  if (lesson && without && dropped)
    shown.current = { ...lesson, without, dropped, isComplete, isDated: false };
  else if (shown.current) shown.current = { ...shown.current, isComplete: false, isDated: true };
  if (isComplete) told.current = shown.current;
  else if (told.current) told.current = { ...told.current, isDated: true };
  return {
    shown: shown.current,
    told: told.current,
    learning: isRunning ? (isComplete ? 'all' : 'two') : undefined,
    step: isOfThis ? (run.snapshot?.step ?? 0) : 0,
    failure: isOfThis ? run.failure : undefined,
    start,
    trainAll,
    stop() {
      stop();
      setRun((last) =>
        last.of === subject ? { ...last, isRunning: false } : { of: subject, isRunning: false },
      );
    },
  };
}

/** A lesson with what a run has come to. What was trained before stays as it is. */
function withNetworks(
  settings: TrainingSettings,
  before: Lesson | undefined,
  { points, truth, networks }: TrainingSnapshot,
): Lesson {
  const all = [...networks.map((one) => [one.p, one] as const), ...(before?.networks ?? [])];
  return { settings, points, truth, networks: new Map(all) };
}
