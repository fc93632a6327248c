import { LegacyRandom } from '../../../numpy';
import { Generator } from '../../../torch';
import { doubtAbout, type Doubt, either, eitherThanUnseeded } from './doubt';
import { PythonRandom } from '../../primitives/pythonRandom';

/** The doubt about what nobody seeded. */
export const UNSEEDED = doubtAbout('unseeded', undefined);

class Drawing {
  /** Why its state is not the one that it has in Python. */
  doubt: Doubt | undefined = UNSEEDED;

  /** From here on nobody knows what will be drawn. */
  lose(doubt: Doubt | undefined): void {
    this.doubt = eitherThanUnseeded(this.doubt, doubt);
  }
}

/** A generator that code shares, or one of its own: of Python's or numpy's. */
export class Stream<Source> extends Drawing {
  constructor(public source: Source) {
    super();
  }
}

/** PyTorch's CPU generator, Python's own and numpy's, as the replayed code sees them. */
export class RandomState extends Drawing {
  /** Goes on from the illustrative seed until the code sets one. */
  generator: Generator;
  /** The seed in force, in decimal; undefined while the code has set none. */
  seed: string | undefined;
  /** How many dropout calls have drawn since it was seeded. */
  calls = 0;
  /** What the functions of the module `random` draw from. */
  readonly python = new Stream(new PythonRandom());
  /** What is behind `np.random.rand` and its kin. */
  readonly numpy: Stream<LegacyRandom>;

  /** @param isDoubted whether a seed leaves in doubt what is drawn after it: see `ReplayOptions` */
  constructor(
    illustrativeSeed: number,
    backend: 'cpu' | 'cpu-mkl',
    private readonly isDoubted = false,
  ) {
    super();
    this.generator = new Generator(illustrativeSeed, backend);
    this.numpy = new Stream(new LegacyRandom(illustrativeSeed));
  }

  /** The doubt about a stream that was seeded, given that about its seed. */
  seeded(doubt: Doubt | undefined): Doubt | undefined {
    return either(doubt, this.isDoubted ? UNSEEDED : undefined);
  }

  /** `torch.manual_seed(seed)`: whatever was in doubt before is over, but for the doubt about this very call. */
  manualSeed(seed: bigint, doubt: Doubt | undefined): void {
    this.generator.manualSeed(seed);
    this.seed = BigInt.asUintN(64, seed).toString();
    this.doubt = this.seeded(doubt);
    this.calls = 0;
  }

  /** From here on nobody knows what will be drawn from whatever generator. */
  loseAll(doubt: Doubt | undefined): void {
    this.lose(doubt);
    this.python.lose(doubt);
    this.numpy.lose(doubt);
  }
}
