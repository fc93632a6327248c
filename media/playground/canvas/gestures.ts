import type { Place } from '../../../src/playground';
import type { SharedViewport } from './useViewport';

/** How much a turn of the wheel by one pixel enlarges; a notch of a mouse's wheel is about 100. */
const WHEEL_SPEED = 1 / 400;
/** A browser reports the fingers on a touchpad as a wheel that turns little. */
const PINCH_SPEED = 1 / 80;
/** So many pixels a wheel's line has. */
const LINE = 16;
/** A pointer that moves less than this has clicked. */
const CLICK_SLACK = 4;

/** What gestures on a frame do besides moving and enlarging what is seen. */
export interface Gestures {
  readonly viewport: SharedViewport;
  readonly onClick: (point: Place) => void;
}

/** Lets wheel, drag and pinch move and enlarge what is seen in an element. @returns what ends it */
export function listenForGestures(element: HTMLElement, { viewport, onClick }: Gestures): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const pointers = new Map<number, Place>();
  let travelled = 0;

  const pointOf = ({ clientX, clientY }: MouseEvent): Place => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  const onWheel = (event: WheelEvent): void => {
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * LINE;
    const factor = Math.exp(-pixels * (event.ctrlKey ? PINCH_SPEED : WHEEL_SPEED));
    // Where it can become no smaller the page scrolls on.
    if (viewport.zoom(factor, pointOf(event)) || event.ctrlKey) event.preventDefault();
  };

  const onPointerMove = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = pointOf(event);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    travelled += distance(before, now);
    pointers.set(event.pointerId, now);
    if (other === undefined) {
      if (travelled > CLICK_SLACK) viewport.pan(now.x - before.x, now.y - before.y);
    } else {
      viewport.zoom(distance(now, other) / Math.max(1, distance(before, other)), other);
    }
  };

  const onPointerUp = (event: PointerEvent): void => {
    if (pointers.delete(event.pointerId) && travelled <= CLICK_SLACK) onClick(pointOf(event));
  };

  element.addEventListener('wheel', onWheel, { signal, passive: false });
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      if (pointers.size === 0) travelled = 0;
      pointers.set(event.pointerId, pointOf(event));
      element.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  element.addEventListener('pointermove', onPointerMove, { signal });
  element.addEventListener('pointerup', onPointerUp, { signal });
  element.addEventListener('pointercancel', ({ pointerId }) => void pointers.delete(pointerId), { signal });
  return () => controller.abort();
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
