import { type RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The event at which widths are measured at once. */
export const REMEASURE = 'remeasure';

/** How wide an element is, in CSS pixels, so that a picture in it can be drawn at that size and its texts keep theirs. */
export function useWidth(): [element: RefObject<HTMLDivElement | null>, width: number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const measure = (): void => setWidth(measured.clientWidth);
    measure();
    // No observer is told in time before a page is printed.
    window.addEventListener(REMEASURE, measure);
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(entry.contentRect.width);
    });
    observer.observe(measured);
    return () => {
      window.removeEventListener(REMEASURE, measure);
      observer.disconnect();
    };
  }, []);
  return [element, width];
}
