// What a page says: whether all of it comes from the translators' texts, and whether all of it can be read.
import type { Frame, Page } from 'playwright-core';

const [OPEN, CLOSE] = ['⟦', '⟧'];

/** A language in which every text is marked, and longer by half than in English: what stands unmarked in the page was never handed to translators. */
export function pseudoLanguage(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(texts).map((text) => [
      text,
      `${OPEN}${text}${'~'.repeat(Math.ceil(text.length / 2))}${CLOSE}`,
    ]),
  );
}

/** What is the same in every language: code, names of torch and of processors, keys. */
const CODE = 'pre, code, kbd, .code, script, style, .setup option, h1';

/** The words of a page, those for screen readers too, that are in none of the translators' texts. */
export function unmarkedWords(page: Page | Frame): Promise<string[]> {
  return page.evaluate(
    ({ code, marks: [open, close] }) => {
      const said: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      while (walker.nextNode()) {
        const { currentNode: node } = walker;
        if (node.parentElement?.closest(code) === null) texts.push(node.textContent ?? '');
      }
      // A text may be broken up by elements that stand in it.
      said.push(texts.join('\u0001'));
      for (const element of document.body.querySelectorAll('*'))
        for (const name of [
          'aria-label',
          'aria-description',
          'aria-roledescription',
          'aria-valuetext',
          'title',
          'placeholder',
          'alt',
          'label',
        ])
          if (element.closest(code) === null) said.push(element.getAttribute(name) ?? '');
      const inner = new RegExp(`${open}[^${open}${close}]*${close}`, 'g');
      const words = said.flatMap((text) => {
        let rest = text;
        for (let before = ''; before !== rest;) [before, rest] = [rest, rest.replace(inner, ' ')];
        return rest.match(/[\p{L}_][\p{L}\d_.]+/gu) ?? [];
      });
      return [...new Set(words)];
    },
    { code: CODE, marks: [OPEN, CLOSE] as const },
  );
}

/** The texts that are cut off, or that run out of the box which they stand in; those aside that say all of it when the mouse rests on them. */
export function cutOff(page: Page | Frame): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.add(`the page is ${scrollWidth} pixels wide`);
    // What is chosen in a list, or stands in a field, has no box of its own.
    const context = document.createElement('canvas').getContext('2d');
    for (const field of document.querySelectorAll<HTMLSelectElement | HTMLInputElement>(
      'select, input[type=text]',
    )) {
      if (context === null || !field.checkVisibility()) continue;
      const style = getComputedStyle(field);
      context.font = style.font;
      const text = 'selectedOptions' in field ? (field.selectedOptions[0]?.text ?? '') : field.value;
      const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (context.measureText(text).width > room + 1) found.add(`cut off: ${text}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const text = node.textContent ?? '';
      const element = node.parentElement;
      if (element === null || text.trim() === '' || element.closest('script, style, option') !== null)
        continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      // Some texts are for screen readers alone.
      if (element.closest('.visually-hidden, [clip-path]') !== null) continue;
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
      for (let box: Element | null = element; box !== null; box = box.parentElement) {
        const { overflowX, overflowY, clipPath } = getComputedStyle(box);
        // It can be scrolled to; or it is out of sight until it is wanted.
        if (/auto|scroll/.test(overflowX) || clipPath !== 'none') break;
        const { left, right, top, bottom } = box.getBoundingClientRect();
        const isAcross = rects.some((rect) => rect.left < left - 1 || rect.right > right + 1);
        const isAlong = rects.some((rect) => rect.top < top - 3 || rect.bottom > bottom + 3);
        const clips = (overflowX !== 'visible' && isAcross) || (overflowY !== 'visible' && isAlong);
        const isWhole = box.closest(`[title]`)?.getAttribute('title')?.includes(text.trim()) === true;
        if (clips && !isWhole) found.add(`cut off: ${text}`);
        // Out of a button, a chip or a row, it would lie over its neighbour.
        if (isAcross && !isWhole && box.matches('button, label, .chip, [role=tab], th, td, dt, dd, summary'))
          found.add(`runs out: ${text}`);
      }
    }
    return [...found];
  });
}
