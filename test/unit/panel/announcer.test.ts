import assert from 'node:assert/strict';
import { Announcer } from '../../../src/services/announcer';

describe('who tells a screen reader', () => {
  const [panel, view] = [{ name: 'panel' }, { name: 'view' }];

  /** The names of those that do, after these steps. */
  function announcing(steps: (announcer: Announcer) => void): string {
    const announcer = new Announcer();
    steps(announcer);
    return [panel, view]
      .filter((webview) => announcer.announces(webview))
      .map(({ name }) => name)
      .join();
  }

  const cases: readonly [what: string, steps: (announcer: Announcer) => void, who: string][] = [
    ['nobody where none is seen', () => undefined, ''],
    ['the one that is seen', (all) => all.setVisible(view, true), 'view'],
    [
      'the one that was there first',
      (all) => {
        all.setVisible(panel, true);
        all.setVisible(view, true);
      },
      'panel',
    ],
    [
      'the one that last had the focus',
      (all) => {
        all.setVisible(panel, true);
        all.setVisible(view, true);
        all.setFocused(view);
        all.setVisible(panel, true);
      },
      'view',
    ],
    [
      'the other one where that is hidden',
      (all) => {
        all.setVisible(panel, true);
        all.setVisible(view, true);
        all.setFocused(view);
        all.setVisible(view, false);
      },
      'panel',
    ],
  ];
  for (const [what, steps, who] of cases) it(`is ${what}`, () => assert.equal(announcing(steps), who));
});
