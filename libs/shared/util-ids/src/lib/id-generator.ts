import { v7 } from 'uuid';

/** Fresh ids, as a dependency: injected, so that tests and replays choose them. */
export abstract class IdGenerator {
  abstract next(): string;
}

/** UUID version 7 (RFC 9562): random, yet ascending in time, so that B-tree inserts stay at the right edge. */
export class RandomIdGenerator extends IdGenerator {
  override next(): string {
    return v7();
  }
}
