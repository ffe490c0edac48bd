/** What a process of the benchmark does when it is told to. */
export interface Publisher {
  /** Sends `count` messages, 256 on their way at once. */
  burst(count: number): Promise<void>;
  /** Sends at a steady rate. */
  steady(perSecond: number, seconds: number): Promise<void>;
}

export interface Consumer {
  /** Called for every message that was handled. */
  start(handled: (sentAt: number) => void): Promise<void>;
}

export const OUTSTANDING = 256;

/** Keeps `OUTSTANDING` sends under way until `count` are done. */
export async function keepBusy(count: number, send: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await send(next++);
  };
  await Promise.all(Array.from({ length: OUTSTANDING }, worker));
}

/** Sends what is due each millisecond, and does not wait for the answers: load does not slow down for the loaded. */
export async function keepPace(
  perSecond: number,
  seconds: number,
  send: (n: number) => Promise<unknown>,
): Promise<void> {
  const startedAt = performance.now();
  const total = perSecond * seconds;
  const sent: Promise<unknown>[] = [];
  while (sent.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond));
    while (sent.length < due) sent.push(send(sent.length));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(sent);
}
