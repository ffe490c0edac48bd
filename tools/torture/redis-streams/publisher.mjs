// Publishes as the relay does: positions ascend, a batch is sent again until Redis has it, and nothing overtakes.
import { setTimeout as delay } from 'node:timers/promises';
import { monotonicMs } from './evidence.mjs';

export class Publisher {
  /** Everything that Redis has taken: `{ n, key, sentMs, publishedMs }`, first sent and all of its batch answered. */
  published = [];
  /** Positions that Redis said it had already: answers that were lost. */
  repeated = 0;
  failures = 0;
  /** The longest that a publish took to be answered or refused. */
  slowestMs = 0;
  next = 1;
  /** No more messages; what has begun still arrives. */
  stopped = false;
  abandoned = false;

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
      const sentMs = monotonicMs();
      await this.insist(messages);
      const publishedMs = monotonicMs();
      this.published.push(...messages.map((message) => ({ ...message, sentMs, publishedMs })));
      if (everyMs > 0) await delay(everyMs);
    }
  }

  /** Appends these again with their old positions, as a relay does that finds them gone. */
  async insist(messages) {
    let left = messages;
    while (left.length > 0 && !this.abandoned) {
      const sentAt = monotonicMs();
      const answers = await Promise.allSettled(left.map((message) => this.send(message)));
      this.slowestMs = Math.max(this.slowestMs, monotonicMs() - sentAt);
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
