import {
  PausedParts,
  ProjectionRunner,
  replayProjection,
  type Projection,
  type ReplayResult,
} from '@mercury/platform/projections';
import type { ReplayArguments } from './arguments';
import { runBuilders } from './builders';
import type { Connection } from './connect';
import { ReplayProgress } from './progress';
import { say } from './say';

/** Rebuilds one projection with progress, and says what came of it. Resolves to false when its rows were not swapped in. */
export async function runReplay(
  { store, writer }: Connection,
  projection: Projection,
  { workers, from, dryRun, force }: Pick<ReplayArguments, 'workers' | 'from' | 'dryRun' | 'force'>,
): Promise<boolean> {
  const progress = new ReplayProgress(await store.head());
  const onError = (name: string, error: unknown) =>
    say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  const live = new ProjectionRunner(projection, writer, new PausedParts(writer.em), store, { onError });
  const onPage = (position: number, events: number) => progress.advance(position, events);
  const result = await replayProjection(store, projection, writer, {
    workers,
    from,
    dryRun,
    force,
    onPage,
    runWorkers: (count) => runBuilders(projection.name, count, onPage),
    settleLive: () => live.catchUp(),
  });
  progress.end();
  const { folded, seconds } = progress;
  say(
    `${projection.name}: ${result.resumed ? 'resumed an earlier replay; ' : ''}` +
      `${folded} events folded in ${seconds.toFixed(1)} s into generation ${result.generation}, up to position ${result.position}`,
  );
  for (const line of verdict(projection, result, dryRun)) say(line);
  return result.swapped || (dryRun && (result.equal || !result.comparable));
}

function verdict({ name }: Projection, result: ReplayResult, dryRun: boolean): string[] {
  const { live, rebuilt } = result.digests;
  const compared = !result.comparable
    ? ['not compared: the live rows are of another version or of another range']
    : result.equal
      ? [`equal to the live rows (${rebuilt})`]
      : ['DIFFERENT from the live rows', `  live    ${live}`, `  rebuilt ${rebuilt}`];
  if (dryRun) return [...compared, 'dry run: nothing was changed'];
  if (result.swapped)
    return [...compared, `swapped in; "npx nx run worker:replay --projection=${name} --rollback" takes it back`];
  return [...compared, 'not swapped in; --force does it all the same'];
}
