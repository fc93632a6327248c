// Get Started: that all it names is there, and that each step has a way to complete by itself.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Step {
  id: string;
  title: string;
  description: string;
  media: { image: Record<string, string>; altText: string };
  completionEvents: string[];
}
interface Manifest {
  contributes: {
    commands: { command: string }[];
    views: Record<string, { id: string }[]>;
    menus: Record<string, { command: string; when?: string }[]>;
    walkthroughs: { id: string; steps: Step[] }[];
  };
}
const { contributes } = JSON.parse(read('package.json')) as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
const [walkthrough, ...others] = contributes.walkthroughs;
const steps = walkthrough?.steps ?? [];
const text = (key: string): string => texts[/^%(.+)%$/.exec(key)?.[1] ?? ''] ?? assert.fail(`no ${key}`);

/** VS Code's own, which its documentation and its palette have. */
const BUILT_IN = ['workbench.action.files.openFile', 'workbench.actions.view.problems'];
const BUILT_IN_VIEWS = ['workbench.panel.markers.view'];

const commands = contributes.commands.map(({ command }) => command);
const views = Object.values(contributes.views).flatMap((all) => all.map(({ id }) => id));
/** All that the host's program says. */
const program = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => read(join('src', path)))
  .join();

/** Whether what an event waits for can come to pass. */
function canHappen(event: string): boolean {
  const [, kind, what = ''] = /^(\w+):(.+)$/.exec(event) ?? [];
  switch (kind) {
    case 'onCommand':
      return commands.includes(what);
    case 'onView':
      return [...views, ...BUILT_IN_VIEWS].includes(what);
    case 'onContext':
      return what
        .split(' && ')
        .every((key) => program.includes(`new ContextKey('${key.replace('dropoutPlayground.', '')}')`));
    default:
      return false;
  }
}

describe('Get Started', () => {
  it('is one walkthrough of five steps, which the palette and the sidebar open', () => {
    assert.deepEqual(others, []);
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['openExample', 'tryIt', 'ownFile', 'problems', 'why'],
    );
    assert.match(program, new RegExp(`\\$\\{extensionId\\}#${walkthrough?.id}\``));
    assert.ok(
      contributes.menus['view/title']?.some(({ command }) => command === 'dropoutPlayground.getStarted'),
    );
  });

  for (const { id, title, description, media, completionEvents } of steps) {
    describe(`the step ${id}`, () => {
      it('has its texts, with a button', () => {
        assert.ok(text(title).length < 30);
        assert.match(text(description), /^\[[^\]]+\]\(command:\S+\)$/m);
        assert.ok(text(media.altText).length > 20);
      });

      it('leads to commands that there are', () =>
        assert.deepEqual(
          [...text(description).matchAll(/\(command:([^)?]+)/g)]
            .map(([, command = '']) => command)
            // A view brings a command that leads to it.
            .filter((command) => !views.includes(command.replace(/\.focus$/, '')))
            .filter((command) => ![...commands, ...BUILT_IN].includes(command)),
          [],
        ));

      it('completes by itself', () => {
        assert.ok(completionEvents.length > 0);
        assert.deepEqual(
          completionEvents.filter((event) => !canHappen(event)),
          [],
        );
      });

      it('has a light picture for light and dark themes', () => {
        assert.deepEqual(Object.keys(media.image), ['light', 'dark', 'hc', 'hcLight']);
        for (const path of Object.values(media.image)) {
          assert.ok(existsSync(join(root, path)), path);
          assert.ok(statSync(join(root, path)).size < 150_000, path);
        }
      });
    });
  }
});
