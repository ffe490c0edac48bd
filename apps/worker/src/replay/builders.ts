import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What a builder's process tells the one that started it. */
export interface BuilderMessage {
  readonly worker: number;
  readonly position: number;
  readonly events: number;
}

/** Runs one process for each share of a replay. Resolves when all have ended; a failed one ends the others. */
export async function runBuilders(
  projection: string,
  workers: number,
  onPage: (slowest: number, events: number) => void,
): Promise<void> {
  const positions = new Array<number>(workers).fill(0);
  const children = positions.map((_, worker) =>
    fork(join(__dirname, 'builder.js'), [projection, String(worker), String(workers)]),
  );
  for (const child of children)
    child.on('message', ({ worker, position, events }: BuilderMessage) => {
      positions[worker] = position;
      onPage(Math.min(...positions), events);
    });
  try {
    await Promise.all(
      children.map(
        (child, worker) =>
          new Promise<void>((resolve, reject) => {
            child.once('error', reject);
            child.once('exit', (code, signal) =>
              code === 0 ? resolve() : reject(new Error(`builder ${worker} ended (${signal ?? `code ${code}`})`)),
            );
          }),
      ),
    );
  } finally {
    for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
  }
}
