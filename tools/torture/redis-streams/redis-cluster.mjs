// A real Redis Cluster on loopback: three masters, and a replica of the first, so that one of them can fail over.
import { join } from 'node:path';
import { freePort } from '../../dev/infrastructure/ports.mjs';
import { startRedis } from '../../dev/infrastructure/redis.mjs';
import { library, until } from './world.mjs';

const SLOTS = 16_384;
const MASTERS = 3;
const NODE_TIMEOUT_MS = 1_500;

/** Starts the cluster below `folder`. Resolves to a `RedisCluster` in which every node sees all slots served. */
export async function startCluster(folder) {
  const nodes = await Promise.all(
    Array.from({ length: MASTERS + 1 }, (_, at) => startNode(join(folder, `node-${at}`))),
  );
  const cluster = new RedisCluster(nodes);
  await cluster.form();
  return cluster;
}

async function startNode(dataDir) {
  const [port, busPort] = [await freePort(), await freePort()];
  const more = ['--cluster-enabled', 'yes', '--cluster-port', String(busPort)];
  more.push('--cluster-node-timeout', String(NODE_TIMEOUT_MS), '--repl-ping-replica-period', '1');
  const server = await startRedis({ dataDir, port, more });
  return { server, port, busPort, redis: library().connectForCommands({ url: `redis://127.0.0.1:${port}` }) };
}

class RedisCluster {
  constructor(nodes) {
    this.nodes = nodes;
    this.masters = nodes.slice(0, MASTERS);
    this.replica = nodes[MASTERS];
  }

  /** For `url` of server and client: all nodes, as an operator would list them. */
  get url() {
    return this.nodes.map(({ port }) => `redis://127.0.0.1:${port}`).join(',');
  }

  async form() {
    const [first] = this.masters;
    for (const [at, { redis }] of this.masters.entries()) {
      const from = Math.ceil((SLOTS * at) / MASTERS);
      await redis.call('CLUSTER', 'ADDSLOTSRANGE', from, Math.ceil((SLOTS * (at + 1)) / MASTERS) - 1);
      // Of two nodes with one epoch that meet, one must step back: say who has which from the beginning.
      await redis.call('CLUSTER', 'SET-CONFIG-EPOCH', at + 1);
    }
    for (const { port, busPort } of this.nodes.slice(1))
      await first.redis.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort);
    await until('all nodes know each other', () =>
      this.all((info) => info.cluster_known_nodes === String(this.nodes.length)),
    );
    await this.replica.redis.call('CLUSTER', 'REPLICATE', await first.redis.call('CLUSTER', 'MYID'));
    await until('the cluster serves', () => this.all((info) => info.cluster_state === 'ok'));
    await until('the replica is in step', async () =>
      (await this.replica.redis.info('replication')).includes('master_link_status:up'),
    );
  }

  /** True when what a key names lives on the master that has a replica. */
  async isOnFirst(key) {
    return Number(await this.masters[0].redis.call('CLUSTER', 'KEYSLOT', key)) < Math.ceil(SLOTS / MASTERS);
  }

  /** Breaks every connection of every client. */
  async breakConnections() {
    await Promise.all(this.masters.map(({ redis }) => redis.call('CLIENT', 'KILL', 'TYPE', 'normal')));
  }

  /** Kills the first master, and resolves when its replica serves in its place. */
  async failOver() {
    const [first, ...others] = this.masters;
    first.redis.disconnect();
    await first.server.stop('SIGKILL');
    await until('the replica is a master', async () =>
      (await this.replica.redis.info('replication')).includes('role:master'),
    );
    const left = [...others, this.replica];
    await until('the others know it', () => this.all((info) => info.cluster_state === 'ok', left));
  }

  async all(condition, nodes = this.nodes) {
    const infos = await Promise.all(nodes.map(({ redis }) => redis.call('CLUSTER', 'INFO')));
    return infos.every((info) => condition(Object.fromEntries(info.split('\r\n').map((line) => line.split(':')))));
  }

  async stop() {
    for (const { redis } of this.nodes) redis.disconnect();
    await Promise.all(this.nodes.map(({ server }) => server.stop('SIGKILL')));
  }
}
