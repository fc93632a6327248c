// Every suite has a window of its own, or one that was brought back to where a new one is, and every test its own start:
// none depends on what another one left.
import { launchWorkbench, VIEWPORT, type LaunchOptions, type Workbench } from './workbench.js';

/** Set where every test is to have a VS Code of its own, which shows whether one leans on another (`--alone`). */
const ALONE = process.env['DROPOUT_ALONE'] !== undefined;

interface Start {
  readonly options: LaunchOptions;
  /** What comes after each launch. */
  readonly opened: (workbench: Workbench) => Promise<void> | void;
  /** What comes before each test but the first after a launch: back to where `opened` led. */
  readonly again?: (workbench: Workbench) => Promise<void>;
  /** Brings the window back to where a new one is: the next suite, where it starts with the same, has that one then. */
  readonly handOn?: (workbench: Workbench) => Promise<void>;
}

/** The window that the last suite has handed on, and what tells to whom. */
let handedOn: { workbench: Workbench; to: string } | undefined;

/** Gives the tests of a suite a workbench: one for all, as long as they pass, and a new one after one that failed. */
export function eachTestStartsWith({ options, opened, again, handOn }: Start): void {
  const { viewport, ...others } = options;
  const to = JSON.stringify(others);
  let workbench: Workbench | undefined;

  async function anew(): Promise<void> {
    await workbench?.close();
    workbench = await launchWorkbench(options);
    await opened(workbench);
  }

  /** Takes the window that was handed on, where there is one for this suite. */
  async function begin(): Promise<void> {
    const found = handedOn;
    handedOn = undefined;
    workbench = found?.workbench;
    // It may have ended with all others, after a file in which a test failed.
    if (workbench?.page.isClosed() === true) workbench = undefined;
    if (workbench === undefined || found?.to !== to) return anew();
    await workbench.page.setViewportSize(viewport ?? VIEWPORT);
    // As where the way back to the start is blocked: what another one left is not for this one to suffer.
    await Promise.resolve(opened(workbench)).catch(anew);
  }

  async function end(): Promise<void> {
    const last = workbench;
    if (last === undefined) return;
    const isHome =
      isFit &&
      handOn !== undefined &&
      (await handOn(last).then(
        () => true,
        () => false,
      ));
    if (isHome) handedOn = { workbench: last, to };
    else await last.close();
  }

  async function start(): Promise<void> {
    if (workbench === undefined) return begin();
    if (!isFit) return anew();
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
  after(end);
}
