// Publishes as the relay does: positions ascend, a batch is sent again until Redis has it, and nothing overtakes.
import { setTimeout as delay } from 'node:timers/promises';

export class Publisher {
  /** Everything that Redis has taken: `{ n, key }`. */
  published = [];
  /** Positions that Redis said it had already: answers that were lost. */
  repeated = 0;
  failures = 0;
  next = 1;
  stopped = false;

  constructor(client, topic) {
    this.client = client;
    this.topic = topic;
  }

  /** `make(n)` gives `{ key, … }` of message n; what is besides the key is its data. */
  async publish(count, make, { batch = 64, everyMs = 0 } = {}) {
    for (let done = 0; done < count && !this.stopped; done += batch) {
      const messages = Array.from({ length: Math.min(batch, count - done) }, () => {
        const n = this.next++;
        return { n, ...make(n) };
      });
      await this.insist(messages);
      this.published.push(...messages);
      if (everyMs > 0) await delay(everyMs);
    }
  }

  /** Appends these again with their old positions, as a relay does that finds them gone. */
  async insist(messages) {
    let left = messages;
    while (left.length > 0 && !this.stopped) {
      const answers = await Promise.allSettled(left.map((message) => this.send(message)));
      this.repeated += answers.filter(({ status, value }) => status === 'fulfilled' && value === null).length;
      const failed = answers.findIndex(({ status }) => status === 'rejected');
      if (failed < 0) return;
      this.failures += 1;
      // What came behind a failure may be in another shard: it is there already, and says so.
      left = left.filter((_, index) => answers[index].status === 'rejected');
      await delay(50);
    }
  }

  send({ n, key, ...data }) {
    return this.client.publish(this.topic, { type: 'torture.happened.v1', key, data: { n, ...data }, position: n });
  }
}
