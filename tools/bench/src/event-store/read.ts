import { interleave, type Comparison } from '../slices';
import type { World } from './world';

const PAGE = 2_000;
const pageSql = {
  name: 'raw-page',
  text: 'SELECT * FROM es.events WHERE global_position > $1 ORDER BY global_position LIMIT $2',
};

/** The whole order by `readAll`, against keyset pages by pg over the same table with its JSON parsed, in events a second. */
export function compareRead({ store, raw }: World, rounds: number): Promise<Comparison> {
  let ours = 0;
  let reference = 0;
  return interleave(
    async (until) => {
      let units = 0;
      while (Date.now() < until) {
        const { events, position } = await store.readAll({ after: ours, limit: PAGE });
        ours = events.length < PAGE ? 0 : position;
        units += events.length;
      }
      return units;
    },
    async (until) => {
      let units = 0;
      while (Date.now() < until) {
        const { rows } = await raw.query<{ global_position: string }>({ ...pageSql, values: [reference, PAGE] });
        reference = rows.length < PAGE ? 0 : Number(rows.at(-1)?.global_position);
        units += rows.length;
      }
      return units;
    },
    rounds,
  );
}
