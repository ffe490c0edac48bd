import { HealthChecks } from '@mercury/platform/health';
import { Metrics } from '@mercury/platform/observability';
import type { Relay } from '@mercury/platform/relay';
import { watchRelay } from './watch-relay';

type Seen = Pick<Relay, 'role' | 'refusal' | 'position' | 'lastSuccessAt' | 'pauses'>;

const NOW = 1_000_000;

function watch(relay: Partial<Seen>, head: () => Promise<number> = async () => 120) {
  const checks = new HealthChecks();
  const metrics = new Metrics('spec');
  const seen = { role: 'leader', refusal: undefined, position: 100, lastSuccessAt: NOW, pauses: new Map(), ...relay };
  watchRelay(seen as Seen, { head }, checks, metrics, () => NOW);
  const [relayCheck, pressure] = checks.entries;
  return {
    health: () => relayCheck?.check(),
    pressure: () => pressure?.check(),
    required: checks.entries.map(({ required = true }) => required),
    gauge: async (name: string) =>
      (await metrics.getSingleMetric(`mercury_relay_${name}`)?.get())?.values[0]?.value as number,
  };
}

describe('the watch over the relay', () => {
  it('shows a leader that works, and how far it is behind the store', async () => {
    const { health, pressure, gauge } = watch({});
    expect(await health()).toBe(true);
    await expect(pressure()).resolves.toBeUndefined();
    expect(await gauge('leader')).toBe(1);
    expect(await gauge('position')).toBe(100);
    expect(await gauge('lag_positions')).toBe(20);
    expect(await gauge('paused_shards')).toBe(0);
    expect(await gauge('refusing')).toBe(0);
  });

  it('has nothing to say of positions while another process leads', async () => {
    const { health, gauge } = watch({ role: 'standby' });
    expect(await health()).toBe(true);
    expect(await gauge('leader')).toBe(0);
    expect(await gauge('lag_positions')).toBeNaN();
  });

  it('takes the worker out of service for a store that was restored, in the words of the relay', async () => {
    const { health, gauge, required } = watch({ role: 'refusing', refusal: 'the history diverged' });
    expect(required).toEqual([true, false]);
    await expect(health()).rejects.toThrow('the history diverged');
    expect(await gauge('refusing')).toBe(1);
  });

  it('takes the worker out of service after ten silent seconds', async () => {
    expect(await watch({ lastSuccessAt: NOW - 9_999 }).health()).toBe(true);
    expect(await watch({ lastSuccessAt: NOW - 10_000 }).health()).toBe(false);
    expect(await watch({ lastSuccessAt: NOW - 10_000 }).gauge('silence_seconds')).toBe(10);
  });

  it('names the streams that wait, and counts them; all wait for a full Redis', async () => {
    const long = watch({ pauses: new Map([['a', 'a has 9 entries']]) });
    await expect(long.pressure()).rejects.toThrow('a has 9 entries');
    expect(await long.gauge('paused_shards')).toBe(1);
    expect(await watch({ pauses: new Map([['memory', 'full']]) }).gauge('paused_shards')).toBe(16);
  });

  it('gives no value, rather than no metrics, while the database is away', async () => {
    const { gauge } = watch({}, () => Promise.reject(new Error('away')));
    expect(await gauge('lag_positions')).toBeNaN();
    expect(await gauge('position')).toBe(100);
  });
});
