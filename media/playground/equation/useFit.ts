import { type RefObject } from 'preact';
import { useMemo } from 'preact/hooks';

/** The room that a text leaves in its cell, border included, in CSS pixels. */
const AROUND = 3;
/** How large the text of a cell may be, in CSS pixels: whole ones, since fonts are drawn alike between them. */
const [LARGEST, SMALLEST] = [12, 9];
const SIZES = [LARGEST, 11, 10, SMALLEST];

/** What room there is in cells. */
export interface Fit {
  /** Whether a text fits into a cell, at the smallest size at least. */
  readonly fits: (text: string) => boolean;
  /** How large texts are so that all of them fit: a digit says more than a larger one. */
  readonly sizeOf: (texts: readonly string[]) => number;
}

/** @returns the room in cells so wide, as the page's font has it */
export function useFit(element: RefObject<HTMLElement | null>, cellWidth: number): Fit {
  return useMemo((): Fit => {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null || element.current === null) return { fits: () => true, sizeOf: () => LARGEST };
    const { fontFamily } = getComputedStyle(element.current);
    const known = new Map<string, boolean>();
    const fitsAt = (size: number, text: string): boolean => {
      const key = `${size} ${text}`;
      let fits = known.get(key);
      if (fits === undefined) {
        context.font = `600 ${size}px ${fontFamily}`;
        known.set(key, (fits = context.measureText(text).width <= cellWidth - AROUND));
      }
      return fits;
    };
    return {
      fits: (text) => fitsAt(SMALLEST, text),
      sizeOf: (texts) => SIZES.find((size) => texts.every((text) => fitsAt(size, text))) ?? SMALLEST,
    };
  }, [cellWidth, element.current]);
}
