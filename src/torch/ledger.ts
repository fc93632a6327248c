/*
 * What computing costs whoever asked for it. Whatever in this folder goes through many elements, or makes room for them,
 * says so before it does; a replay that runs at the time is charged, and may refuse.
 */

/** Is told of costs before they arise. It throws to prevent them. */
export interface Ledger {
  /** Work is about to be done: 1 for what takes about 10 ns. */
  work(amount: number): void;
  /** So many bytes are about to be kept. */
  hold(bytes: number): void;
  /** So many bytes are about to be needed for a while. */
  need(bytes: number): void;
}

const FREE: Ledger = { work: () => undefined, hold: () => undefined, need: () => undefined };

let open = FREE;

/** Charges what is computed from now on to a ledger; to nobody without one. */
export function chargeTo(ledger: Ledger | undefined): void {
  open = ledger ?? FREE;
}

/** To be called before so much work: see `Ledger`. */
export function work(amount: number): void {
  open.work(amount);
}

/** To be called before so many bytes are made. */
export function hold(bytes: number): void {
  open.hold(bytes);
}

/** To be called before so many bytes are needed for a while. */
export function need(bytes: number): void {
  open.need(bytes);
}

/** What passing through an element takes in arrays that are thrown away afterwards, in bytes. */
const PASSING = 48;

/** To be called before so many elements are gone through one by one. */
export function visit(count: number, each = 2): void {
  open.need(count * PASSING);
  open.work(count * each);
}

/** To be called before so many elements are put in order. */
export function arrange(count: number): void {
  open.need(count * 128);
  open.work(count * 15 * Math.log2(count + 2));
}
