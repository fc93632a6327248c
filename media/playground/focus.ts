/** Reports that the focus is in the page, now and whenever it comes there. */
export function reportFocus(report: () => void): void {
  window.addEventListener('focus', report);
  if (document.hasFocus()) report();
}
