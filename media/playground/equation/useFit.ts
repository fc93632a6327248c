import { type RefObject } from 'preact';
import { useMemo } from 'preact/hooks';

/** The room that the text of a cell leaves, in CSS pixels. */
const AROUND = 1;
/** How large the text of a cell is, in CSS pixels. */
const SMALLEST_TEXT = 10;
const LARGEST_TEXT = 12;

/** How large the text is in cells so wide. */
export function textSizeIn(cellWidth: number): number {
  return Math.min(LARGEST_TEXT, Math.max(SMALLEST_TEXT, cellWidth * 0.42));
}

/** @returns what tells whether a text fits into cells so wide, as the page's font has it */
export function useFit(element: RefObject<HTMLElement | null>, cellWidth: number): (text: string) => boolean {
  return useMemo(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null || element.current === null) return () => true;
    context.font = `600 ${textSizeIn(cellWidth)}px ${getComputedStyle(element.current).fontFamily}`;
    const known = new Map<string, boolean>();
    return (text: string): boolean => {
      let fits = known.get(text);
      if (fits === undefined) known.set(text, (fits = context.measureText(text).width <= cellWidth - AROUND));
      return fits;
    };
  }, [cellWidth, element.current]);
}
