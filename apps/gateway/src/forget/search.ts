import { searchFiles, searchRedis, searchTables, type Finding, type Needle } from '@mercury/platform/personal-data';
import type { Shop } from './shop';

/** Searches every table, every key of Redis and every log file. */
export async function searchShop(shop: Shop, values: readonly Needle[], logs: readonly string[]): Promise<Finding[]> {
  const tables = await searchTables(shop.em, values);
  const redis = await searchRedis(shop.redis, values);
  const files = await Promise.all(logs.map((folder) => searchFiles(folder, values)));
  return [...tables, ...redis, ...files.flat()];
}

/** True when the search finds an id that the events are bound to hold: one that sees nothing proves nothing. */
export async function searchSees(shop: Shop, subject: string): Promise<boolean> {
  const [events] = await searchTables(shop.em, [{ label: 'id', text: subject }], ['es.events']);
  return (events?.found ?? 0) > 0;
}

/** One line for each place. */
export function linesOf(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ place }) => place.length), 0);
  return findings.map(({ place, searched, found, labels, examples }) => {
    const result = found === 0 ? 'nothing' : `FOUND in ${found}: ${labels.join(', ')}`;
    const where = examples.length > 0 ? ` (${examples.join(', ')})` : '';
    return `  ${place.padEnd(width)}  ${String(searched).padStart(9)} searched  ${result}${where}`;
  });
}
