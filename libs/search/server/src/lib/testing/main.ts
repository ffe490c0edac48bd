import { parseArgs } from 'node:util';
import { ElasticsearchDouble, faults, type Fault } from './elasticsearch-double';

/**
 * The double as a process: `node main.js --port 9200 [--fault hang]`. Change the fault while it runs:
 * `curl -X POST 'http://127.0.0.1:9200/_double/fault?mode=hang'`.
 */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, fault: { type: 'string', default: 'none' } } });
  if (!(faults as readonly string[]).includes(values.fault))
    throw new Error(`--fault is one of ${faults.join(', ')}, not ${values.fault}`);
  const double = new ElasticsearchDouble();
  double.fault = values.fault as Fault;
  console.log(`Elasticsearch double (not a server for real data) at ${await double.start(Number(values.port ?? 0))}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void double.stop());
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
