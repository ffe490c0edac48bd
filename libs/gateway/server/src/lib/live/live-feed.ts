export interface LiveFeedOptions<View> {
  /** The same text means that nothing changed. */
  readonly digest: (view: View) => string;
  /** Nothing is asked for more often than this. */
  readonly everyMs?: number;
  /** How long after a change a view is looked at again and again: read models follow their events a little later. */
  readonly settleMs?: number;
  /** How often a view is looked at when nothing is known to have changed: what expires makes no event. */
  readonly idleMs?: number;
  readonly onError: (error: unknown) => void;
}

interface Topic<View> {
  readonly group: string;
  readonly fetch: () => Promise<View>;
  readonly readers: Set<(view: View) => void>;
  latest?: { readonly view: View; readonly digest: string };
  unsettledUntil: number;
  fetchedAt: number;
  fetching: boolean;
}

/** The most questions that run at once. */
const MAX_FETCHING = 8;

/**
 * Keeps views that readers look at fresh: one question for all readers of a view, at most four a second, only while
 * somebody reads it. A view that did not change is not sent.
 */
export class LiveFeed<View> {
  private readonly topics = new Map<string, Topic<View>>();
  private readonly groups = new Map<string, Set<Topic<View>>>();
  private readonly everyMs: number;
  private readonly settleMs: number;
  private readonly idleMs: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: LiveFeedOptions<View>) {
    this.everyMs = options.everyMs ?? 250;
    this.settleMs = options.settleMs ?? 1_500;
    this.idleMs = options.idleMs ?? 5_000;
  }

  /** Reads the view `key`, now and after each change; `group` is what `touch` names. Returns how to stop. */
  read(group: string, key: string, fetch: () => Promise<View>, reader: (view: View) => void): () => void {
    const topic = this.topics.get(key) ?? this.begin(group, key, fetch);
    topic.readers.add(reader);
    if (topic.latest) reader(topic.latest.view);
    else void this.refresh(topic);
    return () => {
      topic.readers.delete(reader);
      if (topic.readers.size === 0) this.end(key, topic);
    };
  }

  /** Something of this group has changed. */
  touch(group: string): void {
    const until = Date.now() + this.settleMs;
    for (const topic of this.groups.get(group) ?? []) topic.unsettledUntil = until;
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.topics.clear();
    this.groups.clear();
  }

  private begin(group: string, key: string, fetch: () => Promise<View>): Topic<View> {
    const topic = {
      group,
      fetch,
      readers: new Set<(view: View) => void>(),
      unsettledUntil: 0,
      fetchedAt: 0,
      fetching: false,
    };
    this.topics.set(key, topic);
    this.groups.set(group, (this.groups.get(group) ?? new Set()).add(topic));
    this.timer ??= setInterval(() => this.tick(), this.everyMs).unref();
    return topic;
  }

  private end(key: string, topic: Topic<View>): void {
    if (this.topics.get(key) !== topic) return;
    this.topics.delete(key);
    const group = this.groups.get(topic.group);
    group?.delete(topic);
    if (group?.size === 0) this.groups.delete(topic.group);
    if (this.topics.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tick(): void {
    const now = Date.now();
    let fetching = 0;
    for (const topic of this.topics.values()) if (topic.fetching) fetching += 1;
    // Longest unseen first, so that many views share the questions fairly.
    const due = [...this.topics.values()]
      .filter(
        ({ fetching: busy, unsettledUntil, fetchedAt }) =>
          !busy && (now < unsettledUntil || now - fetchedAt >= this.idleMs),
      )
      .sort((a, b) => a.fetchedAt - b.fetchedAt);
    for (const topic of due.slice(0, Math.max(0, MAX_FETCHING - fetching))) void this.refresh(topic);
  }

  private async refresh(topic: Topic<View>): Promise<void> {
    if (topic.fetching) return;
    topic.fetching = true;
    try {
      const view = await topic.fetch();
      const digest = this.options.digest(view);
      if (digest === topic.latest?.digest) return;
      topic.latest = { view, digest };
      for (const reader of topic.readers) reader(view);
    } catch (error) {
      this.options.onError(error);
    } finally {
      topic.fetching = false;
      topic.fetchedAt = Date.now();
    }
  }
}
