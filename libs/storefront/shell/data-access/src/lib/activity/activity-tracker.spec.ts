import { TestBed } from '@angular/core/testing';
import { provideState, provideStore, Store } from '@ngrx/store';
import type { ActivityBatchDto } from '@mercury/activity/contracts';
import { SessionApiActions } from '../session/session.actions';
import { sessionFeature } from '../session/session.feature';
import { ActivityTracker } from './activity-tracker';

const pauseMs = 1_100;
const settle = () => jest.advanceTimersByTimeAsync(pauseMs);

describe('ActivityTracker', () => {
  const sent: ActivityBatchDto[] = [];
  const answers: (number | 'unreachable')[] = [];
  let tracker: ActivityTracker;
  let store: Store;
  const arrive = () => store.dispatch(SessionApiActions.loaded({ session: { account: null, csrfToken: 't' } }));

  beforeEach(() => {
    sent.length = answers.length = 0;
    jest.useFakeTimers({ doNotFake: ['nextTick'] });
    globalThis.fetch = (async (_url: unknown, init: RequestInit) => {
      sent.push(JSON.parse(init.body as string) as ActivityBatchDto);
      const answer = answers.shift() ?? 202;
      if (answer === 'unreachable') throw new TypeError('Failed to fetch');
      return { status: answer };
    }) as typeof fetch;
    TestBed.configureTestingModule({ providers: [provideStore(), provideState(sessionFeature)] });
    store = TestBed.inject(Store);
    tracker = TestBed.inject(ActivityTracker);
  });

  afterEach(() => jest.useRealTimers());

  it('sends what happened together in one batch', async () => {
    arrive();
    tracker.productViewed('p1');
    tracker.productClicked('p2', 'trending', 3);
    await settle();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.events).toMatchObject([
      { kind: 'product-viewed', productId: 'p1' },
      { kind: 'product-clicked', productId: 'p2', list: 'trending', rank: 3 },
    ]);
  });

  it('waits until it is known who is there', async () => {
    tracker.productViewed('p1');
    await settle();
    expect(sent).toHaveLength(0);
    arrive();
    await settle();
    expect(sent).toHaveLength(1);
  });

  it('sends a batch that failed again, under the same id', async () => {
    arrive();
    answers.push('unreachable', 503);
    tracker.productViewed('p1');
    await settle();
    await jest.advanceTimersByTimeAsync(25_000);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ batchId }) => batchId)).size).toBe(1);
  });

  it('gives up a batch that was refused for good', async () => {
    arrive();
    answers.push(400);
    tracker.productViewed('p1');
    await settle();
    await jest.advanceTimersByTimeAsync(25_000);
    expect(sent).toHaveLength(1);
  });

  it('hands what is unsent to the browser when the page goes', async () => {
    const beacons: string[] = [];
    Object.assign(navigator, { sendBeacon: (_url: string, body: Blob) => beacons.push(body.type) });
    tracker.productViewed('p1');
    window.dispatchEvent(new Event('pagehide'));
    expect(beacons).toEqual(['application/json']);
    arrive();
    await settle();
    expect(sent).toHaveLength(0);
  });
});
