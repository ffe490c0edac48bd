import { advancePositions } from '@mercury/platform/event-store';
import type { ProjectionRegistry } from '@mercury/platform/projections';
import { applyRelayReset, planRelayReset, RelayState, topics, type RelayResetPlan } from '@mercury/platform/relay';
import { ConsumerPositions } from '@mercury/platform/service';
import type { Connection } from '../replay/connect';
import { runReplay } from '../replay/run-replay';
import type { ResetArguments } from './arguments';
import { dropStaleGenerations } from './drop-stale-generations';
import { modelsBeyond, type ModelBeyond } from './models-beyond';

/**
 * After PostgreSQL was restored to an older point: moves the store's next position beyond everything that was ever
 * published, rebuilds the read models that had folded what is gone, and then takes it out of the streams. In this order,
 * since relays refuse to publish until the streams are right: killed half way, it is called again. Resolves to false when
 * something is left to do.
 */
export async function runReset(
  connection: Connection,
  registry: ProjectionRegistry,
  { dryRun, confirm, redeliver }: ResetArguments,
  say: (line: string) => void,
): Promise<boolean> {
  const { writer, store } = connection;
  const state = new RelayState(writer.em);
  const plan = await planRelayReset(writer.redis, state);
  const head = await store.head();
  const models = plan.cuts.length > 0 ? await modelsBeyond(writer, registry, { fork: plan.fork, head }) : [];
  // Redis read models remember positions too, and a stream may have been emptied.
  const end = Math.max(plan.end, ...models.map(({ position }) => position));
  for (const line of describe(plan, models, head, end, redeliver)) say(line);
  if (plan.cuts.length === 0 && end <= head) return true;
  if (dryRun || !confirm) {
    say(dryRun ? 'dry run: nothing was changed' : 'nothing was changed: stop the services, and say --confirm');
    return dryRun;
  }
  await advancePositions(writer.em, end);
  for (const { projection } of models) {
    await dropStaleGenerations(writer, projection);
    await runReplay(connection, projection, { workers: 1, dryRun: false, force: true });
  }
  const positions = new ConsumerPositions(writer.em);
  await applyRelayReset(writer.redis, state, plan, { redeliver, handledUpTo: positions.load.bind(positions) });
  // Services that ran meanwhile may have noted what is gone as handled.
  await positions.rewind(topics, { beyond: plan.fork, to: Math.max(0, plan.fork - redeliver) });
  const left = await planRelayReset(writer.redis, state);
  say(
    left.cuts.length === 0 ? 'streams and store agree: relays go on by themselves' : 'streams and store still differ',
  );
  return left.cuts.length === 0;
}

function describe(
  { cuts, fork }: RelayResetPlan,
  models: readonly ModelBeyond[],
  head: number,
  end: number,
  redeliver: number,
): string[] {
  if (cuts.length === 0 && end <= head) return [`streams and store agree up to position ${fork}: nothing to do`];
  const foreign = cuts.reduce((sum, cut) => sum + cut.foreign, 0);
  return [
    `the streams hold ${foreign} events that the store does not; both share everything up to position ${fork}`,
    ...cuts.map(({ stream, keep, ...cut }) => `  ${stream}: ${cut.foreign} entries behind ${keep} go`),
    end > head ? `the store's next position, ${head + 1}, becomes ${end + 1}` : `the store's next position stays`,
    ...models.map(({ projection }) => `read model ${projection.name} has folded what is gone: it is rebuilt`),
    `groups go on behind what they are known to have handled, or behind position ${Math.max(0, fork - redeliver)}`,
  ];
}
