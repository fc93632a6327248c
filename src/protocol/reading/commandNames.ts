/* The commands to which previews lead. */

/** Shows a call in the playground, with its kind, p and seed. */
export const OPEN_CALL = 'dropoutPlayground.openCall';
/** Draws anew. */
export const RESAMPLE = 'dropoutPlayground.resample';
/** Opens a place in the reader's code. */
export const GO_TO_PLACE = 'dropoutPlayground.goToPlace';
/** Asks for a p to try. */
export const WHAT_IF = 'dropoutPlayground.whatIf';
/** Forgets it. */
export const CLEAR_WHAT_IF = 'dropoutPlayground.clearWhatIf';
/** Mends a problem, as its argument says which. */
export const FIX = 'dropoutPlayground.fix';
