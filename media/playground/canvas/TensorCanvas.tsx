import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { indexOf, placeAt, type Plane } from '../../../src/playground';
import { numelOf } from '../../../src/torch';
import type { TensorProps } from '../TensorGrid';
import { listenForGestures } from './gestures';
import { paint, type Painted } from './paint';
import { type Palette, paletteOf } from './palette';
import type { SharedViewport } from './useViewport';

const ZOOM_KEYS: Readonly<Record<string, number>> = { '+': 1.5, '=': 1.5, '-': 1 / 1.5, '−': 1 / 1.5 };

/**
 * A tensor of too many elements for a cell each, painted; one pans and zooms it. It is an ARIA grid of which one
 * cell exists, the current one: its place and size are the cell's in the picture.
 */
export function TensorCanvas(
  props: TensorProps & {
    /** Which of the style sheet's colours it takes. */
    colors: 'input' | 'mask' | 'output' | 'heat';
    viewport: SharedViewport;
    levels: Uint8Array;
    mask: Uint8Array | undefined;
    /** The element that is lit. */
    lit: number | undefined;
    onHover?: ((index: number | undefined) => void) | undefined;
  },
) {
  const { label, shape, colors, viewport, levels, mask, channelSize, text, describe, lit, onHover } = props;
  const { plane } = viewport;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [current, setCurrent] = useState(0);
  const [wantsFocus, setWantsFocus] = useState(false);
  const index = Math.min(current, numelOf(shape) - 1);

  usePainting(frame, canvas, viewport, { plane, levels, mask, channelSize, text }, [lit, index]);

  const moveTo = (next: number): void => {
    viewport.reveal(plane.placeOf(next));
    setCurrent(next);
    setWantsFocus(true);
  };
  // The cell is another element each time, so that a screen reader reads it: it gets the focus once it is there.
  useLayoutEffect(() => {
    if (!wantsFocus) return;
    frame.current?.querySelector<HTMLElement>('[role=gridcell]')?.focus({ preventScroll: true });
    setWantsFocus(false);
  }, [wantsFocus, index]);

  const elementAt = (event: MouseEvent): number | undefined => {
    const box = frame.current?.getBoundingClientRect();
    if (viewport.view === undefined || box === undefined) return undefined;
    const point = { x: event.clientX - box.left, y: event.clientY - box.top };
    return plane.elementAt(placeAt(viewport.view, point));
  };

  useEffect(() => {
    if (frame.current === null) return;
    return listenForGestures(frame.current, {
      viewport,
      onClick: (point) => {
        const clicked = viewport.view && plane.elementAt(placeAt(viewport.view, point));
        if (clicked === undefined) setWantsFocus(true);
        else moveTo(clicked);
      },
    });
  }, [viewport]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const factor = ZOOM_KEYS[event.key];
    const next = plane.neighbour(index, event.key, event.ctrlKey);
    if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return;
    if (event.key === '0') viewport.showAll();
    else if (factor !== undefined) {
      viewport.zoom(factor);
      viewport.reveal(plane.placeOf(index));
    } else if (next !== undefined) moveTo(next);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const { x, y } = plane.placeOf(index);
  const name = `[${indexOf(index, shape).join(', ')}]`;
  return (
    <div
      ref={frame}
      role="grid"
      class={`tensor-canvas tensor-colors ${colors}`}
      style={{ aspectRatio: aspectOf(plane) }}
      aria-label={`${label} (${shape.join(', ')})`}
      aria-rowcount={plane.rows.length}
      aria-colcount={plane.columns.length}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => onHover?.(elementAt(event))}
      onPointerLeave={() => onHover?.(undefined)}
    >
      <canvas ref={canvas} aria-hidden="true" />
      {lit === undefined ? null : <div class="lit-cell" data-place={placeText(plane.placeOf(lit))} />}
      <div role="row" aria-rowindex={y + 1}>
        <div
          key={index}
          role="gridcell"
          class="current-cell"
          data-index={index}
          data-place={placeText({ x, y })}
          aria-colindex={x + 1}
          aria-label={[name, text(index), describe(index)].filter((part) => part !== '').join(' ')}
          tabIndex={0}
        />
      </div>
    </div>
  );
}

/** The frame's proportions: the plane's, as long as that is neither a thread nor a tower. */
export function aspectOf({ columns, rows }: Plane): string {
  return String(Math.min(4, Math.max(0.75, columns.length / rows.length)));
}

function placeText({ x, y }: { x: number; y: number }): string {
  return `${x} ${y}`;
}

/** Keeps the canvas painted, and what lies over it in its place: after each drawing, and when view, size or theme change. */
function usePainting(
  frame: { readonly current: HTMLDivElement | null },
  canvas: { readonly current: HTMLCanvasElement | null },
  viewport: SharedViewport,
  painted: Painted,
  marks: readonly unknown[],
): void {
  const palette = useRef<Palette | undefined>(undefined);
  const latest = useRef(painted);
  latest.current = painted;

  const draw = (): void => {
    const { view } = viewport;
    const context = canvas.current?.getContext('2d', { alpha: false });
    if (view === undefined || !context || frame.current === null) return;
    palette.current ??= paletteOf(frame.current);
    paint(context, { painted: latest.current, view, palette: palette.current, ratio: devicePixelRatio });
    placeMarks(frame.current, viewport);
  };

  useLayoutEffect(draw, [viewport, painted.levels, painted.mask, painted.channelSize, painted.text]);
  useLayoutEffect(() => {
    if (frame.current !== null) placeMarks(frame.current, viewport);
  }, [viewport, ...marks]);

  useLayoutEffect(() => {
    const [box, surface] = [frame.current, canvas.current];
    if (box === null || surface === null) return;
    let requested = 0;
    const drawSoon = (): void => {
      requested ||= requestAnimationFrame(() => {
        requested = 0;
        draw();
      });
    };
    const measure = (): void => {
      const { clientWidth, clientHeight } = box;
      surface.width = Math.max(1, Math.round(clientWidth * devicePixelRatio));
      surface.height = Math.max(1, Math.round(clientHeight * devicePixelRatio));
      viewport.resize(clientWidth, clientHeight);
      draw();
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(box);
    // VS Code changes the body's class, and the variables on the root element, with the theme.
    const themes = new MutationObserver(() => {
      palette.current = undefined;
      drawSoon();
    });
    themes.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
    const end = viewport.onDidChange(drawSoon);
    return () => {
      sizes.disconnect();
      themes.disconnect();
      end();
      cancelAnimationFrame(requested);
    };
  }, [viewport]);
}

/** Puts what is marked over its cell in the picture. */
function placeMarks(frame: HTMLElement, { view }: SharedViewport): void {
  if (view === undefined) return;
  for (const mark of frame.querySelectorAll<HTMLElement>('[data-place]')) {
    const [x = 0, y = 0] = (mark.dataset['place'] ?? '').split(' ').map(Number);
    const size = Math.max(5, view.cell);
    const [left, top] = [(x + 0.5 - view.x) * view.cell, (y + 0.5 - view.y) * view.cell];
    mark.style.width = mark.style.height = `${size}px`;
    mark.style.transform = `translate(${left - size / 2}px, ${top - size / 2}px)`;
  }
}
