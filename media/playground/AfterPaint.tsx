import { useEffect, useReducer, useRef } from 'preact/hooks';

/**
 * Its children, one frame late where they change with something new: what is looked at first is painted before them.
 *
 * @param props.news what is late with its coming; where it is the old one, as while the reader goes from tab to tab,
 *   the children are drawn at once
 */
export function AfterPaint({ news, children }: { news: unknown; children: preact.ComponentChildren }) {
  const drawn = useRef({ news, children });
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  if (drawn.current.news === news) drawn.current = { news, children };
  useEffect(() => {
    if (drawn.current.news === news) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        drawn.current = { ...drawn.current, news };
        redraw(undefined);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [news]);
  return drawn.current.children;
}
