import { type RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How wide an element is, in CSS pixels, so that a picture in it can be drawn at that size and its texts keep theirs. */
export function useWidth(): [element: RefObject<HTMLDivElement | null>, width: number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const measure = (): void => setWidth(measured.clientWidth);
    measure();
    // No observer is told before a page is printed.
    window.addEventListener('beforeprint', measure);
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(entry.contentRect.width);
    });
    observer.observe(measured);
    return () => {
      window.removeEventListener('beforeprint', measure);
      observer.disconnect();
    };
  }, []);
  return [element, width];
}
