/** The first integer from 0 on of which something holds that holds of all greater ones, too; `end` where there is none below. */
export function firstOf(end: number, holds: (integer: number) => boolean): number {
  let low = 0;
  while (low < end) {
    const middle = low + Math.floor((end - low) / 2);
    if (holds(middle)) end = middle;
    else low = middle + 1;
  }
  return low;
}
