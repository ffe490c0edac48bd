/** A terminal and a runner that passes signals on make two of one Ctrl-C. */
const ONE_PRESS_MS = 1_000;

/** Aborts on the first Ctrl-C, so that what is under way can end and be reported; a later one ends the process. */
export function stopSignal(onStop: () => void): AbortSignal {
  const stop = new AbortController();
  let pressedAt = 0;
  const hear = () => {
    if (stop.signal.aborted && Date.now() - pressedAt > ONE_PRESS_MS) process.exit(130);
    if (stop.signal.aborted) return;
    pressedAt = Date.now();
    stop.abort();
    onStop();
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  return stop.signal;
}
