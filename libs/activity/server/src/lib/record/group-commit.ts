import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { ActivityEvent } from '@mercury/activity/contracts';
import { UnavailableError } from '@mercury/platform/errors';
import {
  activeTraceparent,
  EventStore,
  IdempotencyMismatchError,
  type BatchedAppend,
} from '@mercury/platform/event-store';
import type { Behaviour } from './behaviour';
import { eventIdOf, knownEvents } from './known-events';

const LINGER_MS = 4;
const EVENTS_A_COMMIT = 500;
const WAITING_AT_MOST = 20_000;
const ATTEMPTS = 3;

/** With the trace of its own beacon: the commit that carries it runs in that of another. */
type Traced = Behaviour & { readonly traceparent: string | undefined };

interface Waiting {
  readonly behaviours: readonly Traced[];
  readonly resolve: (result: Recorded) => void;
  readonly reject: (error: unknown) => void;
}

export interface Recorded {
  readonly position: number;
  /** How many of them were in the store before. */
  readonly repeated: number;
}

/**
 * Many beacons in one commit: a commit costs a flush of the disk whether it carries one event or five hundred. While one
 * commit runs the next one fills; each beacon is answered after the commit that carries it.
 */
@Injectable()
export class GroupCommit {
  private readonly waiting: Waiting[] = [];
  private waitingEvents = 0;
  private running = false;

  constructor(
    private readonly store: EventStore,
    private readonly em: EntityManager,
  ) {}

  /**
   * Resolves when the events are durable; rejects when they may not be, and the beacon may come again. A malformed event is
   * refused before it joins the beacons of others, which one commit would refuse with it.
   */
  record(behaviours: readonly Behaviour[]): Promise<Recorded> {
    if (this.waitingEvents + behaviours.length > WAITING_AT_MOST)
      throw new UnavailableError('activity.overloaded', { message: 'Too much behaviour is waiting to be recorded' });
    for (const { event } of behaviours) this.store.registry.validate(event);
    const traceparent = activeTraceparent();
    return new Promise((resolve, reject) => {
      const traced = behaviours.map((behaviour) => ({ ...behaviour, traceparent }));
      this.waiting.push({ behaviours: traced, resolve, reject });
      this.waitingEvents += behaviours.length;
      if (this.running) return;
      this.running = true;
      setTimeout(() => void this.run(), LINGER_MS);
    });
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.nextGroup();
      try {
        const known = await this.commit(group.flatMap(({ behaviours }) => behaviours));
        for (const { behaviours, resolve } of group) {
          const found = behaviours.map((behaviour) => known.get(eventIdOf(behaviour)));
          resolve({
            position: Math.max(...found.map((entry) => entry?.position ?? 0)),
            repeated: found.filter((entry) => entry?.repeated).length,
          });
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.running = false;
  }

  private nextGroup(): Waiting[] {
    const group: Waiting[] = [];
    let events = 0;
    while (this.waiting.length > 0 && (events === 0 || events + this.next.behaviours.length <= EVENTS_A_COMMIT)) {
      const entry = this.waiting.shift() as Waiting;
      events += entry.behaviours.length;
      group.push(entry);
    }
    this.waitingEvents -= events;
    return group;
  }

  private get next(): Waiting {
    return this.waiting[0] as Waiting;
  }

  /**
   * A repeated event comes with another time of arrival, so it is looked up rather than offered to the store again. When
   * its twin is committed between the look and our commit, the store refuses it: then we look once more.
   */
  private async commit(behaviours: readonly Traced[]) {
    const places = new Map<string, { position: number; repeated: boolean }>();
    const byId = new Map(behaviours.map((behaviour) => [eventIdOf(behaviour), behaviour]));
    for (let attempt = 1; ; attempt += 1) {
      for (const [id, position] of await knownEvents(this.em, [...byId.keys()])) {
        places.set(id, { position, repeated: true });
        byId.delete(id);
      }
      try {
        const fresh = [...byId];
        const results = await this.store.appendBatch(fresh.map(([, behaviour]) => appendOf(behaviour)));
        fresh.forEach(([id], index) =>
          places.set(id, { position: results[index]?.position ?? 0, repeated: results[index]?.duplicate ?? false }),
        );
        return places;
      } catch (error) {
        if (!(error instanceof IdempotencyMismatchError) || attempt >= ATTEMPTS) throw error;
      }
    }
  }
}

function appendOf({ id, event, traceparent }: Traced): BatchedAppend {
  return {
    stream: { streamId: streamOf(event), expectedVersion: 'any', events: [event] },
    options: { commandId: id, correlationId: event.data.sessionId, occurredAt: event.data.occurredAt, traceparent },
  };
}

function streamOf({ data }: ActivityEvent): string {
  return `activity.session-${data.sessionId}`;
}
