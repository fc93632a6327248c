import { useMemo } from 'preact/hooks';
import type { Place, ViewBounds, Viewport } from '../../../src/playground';
import { Plane, panned, revealing, wholeView, zoomed } from '../../../src/playground';

/**
 * What of a plane is seen, in all frames that show it: they are of one size. It changes with every move of a
 * pointer, and so past the drawing of components.
 */
export class SharedViewport {
  readonly plane: Plane;
  #view: Viewport | undefined;
  #bounds: ViewBounds;
  readonly #listeners = new Set<() => void>();

  constructor(shape: readonly number[]) {
    this.plane = new Plane(shape);
    const { columns, rows } = this.plane;
    this.#bounds = { columns: columns.length, rows: rows.length, width: 0, height: 0 };
  }

  /** Undefined until a frame has told its size. */
  get view(): Viewport | undefined {
    return this.#view;
  }

  resize(width: number, height: number): void {
    if (width === this.#bounds.width && height === this.#bounds.height) return;
    this.#bounds = { ...this.#bounds, width, height };
    this.#set(wholeView(this.#bounds));
  }

  /** Makes everything larger around a point of the frame in pixels, by default its middle. @returns whether it did */
  zoom(factor: number, point?: Place): boolean {
    const { width, height } = this.#bounds;
    return this.#change((view) =>
      zoomed(view, factor, point ?? { x: width / 2, y: height / 2 }, this.#bounds),
    );
  }

  pan(right: number, down: number): void {
    this.#change((view) => panned(view, right, down, this.#bounds));
  }

  reveal(place: Place): void {
    this.#change((view) => revealing(view, place, this.#bounds));
  }

  showAll(): void {
    this.#change(() => wholeView(this.#bounds));
  }

  /** Calls `listener` after every change. @returns what ends it */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #change(next: (view: Viewport) => Viewport): boolean {
    if (this.#view === undefined) return false;
    const before = this.#view;
    const after = next(before);
    if (after.cell === before.cell && after.x === before.x && after.y === before.y) return false;
    this.#set(after);
    return true;
  }

  #set(view: Viewport): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}

/** A viewport for a shape, which begins anew with another shape. */
export function useViewport(shape: readonly number[]): SharedViewport {
  return useMemo(() => new SharedViewport(shape), [shape.join()]);
}
