// Every suite has a window of its own, and every test its own start: none depends on what another one left.
import { launchWorkbench, type LaunchOptions, type Workbench } from './workbench.js';

/** Set where every test is to have a VS Code of its own, which shows whether one leans on another (`--alone`). */
const ALONE = process.env['DROPOUT_ALONE'] !== undefined;

interface Start {
  readonly options: LaunchOptions;
  /** What comes after each launch. */
  readonly opened: (workbench: Workbench) => Promise<void> | void;
  /** What comes before each test but the first after a launch: back to where `opened` led. */
  readonly again?: (workbench: Workbench) => Promise<void>;
}

/** Gives the tests of a suite a workbench: one for all, as long as they pass, and a new one after one that failed. */
export function eachTestStartsWith({ options, opened, again }: Start): void {
  let workbench: Workbench | undefined;

  async function anew(): Promise<void> {
    await workbench?.close();
    workbench = await launchWorkbench(options);
    await opened(workbench);
  }

  async function start(): Promise<void> {
    if (!isFit || workbench === undefined) return anew();
    // Where the way back is blocked by what a test has left, the next one need not suffer for it.
    await again?.(workbench).catch(anew);
  }

  let isFit = false;
  beforeEach(async function () {
    const test = this.currentTest;
    try {
      await start();
    } catch (error) {
      // A hook that fails would end the whole suite; so it is the one test that fails.
      if (test === undefined) throw error;
      test.fn = () => {
        throw error;
      };
    }
  });
  afterEach(function () {
    // It is closed only later, when its picture has been taken.
    isFit = !ALONE && this.currentTest?.state === 'passed';
  });
  after(() => workbench?.close());
}
