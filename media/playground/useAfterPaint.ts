import { useEffect, useReducer, useRef } from 'preact/hooks';

/**
 * A value that takes long to draw, one frame late: what is looked at first is painted before it.
 *
 * @param isLong whether it takes long; otherwise it is not late
 */
export function useAfterPaint<T>(value: T, isLong: boolean): T {
  const drawn = useRef(value);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  if (!isLong) drawn.current = value;
  useEffect(() => {
    if (drawn.current === value) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        drawn.current = value;
        redraw(undefined);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return drawn.current;
}
