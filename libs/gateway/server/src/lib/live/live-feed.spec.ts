import { LiveFeed } from './live-feed';

const flush = () => jest.advanceTimersByTimeAsync(0);

describe('LiveFeed', () => {
  let feed: LiveFeed<string>;
  let view: string;
  let asked: number;
  const errors: unknown[] = [];
  const fetch = async () => {
    asked += 1;
    return view;
  };
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick'] });
    [view, asked] = ['one', 0];
    feed = new LiveFeed<string>({ digest: (text) => text, onError: (error) => errors.push(error) });
  });
  afterEach(() => {
    feed.stop();
    jest.useRealTimers();
  });

  it('shows a view at once, from one question for all who read it', async () => {
    const seen: string[] = [];
    for (const reader of ['a', 'b']) feed.read('g', 'k', fetch, (text) => seen.push(reader + text));
    await flush();
    feed.read('g', 'k', fetch, (text) => seen.push(`c${text}`));
    expect(seen).toEqual(['aone', 'bone', 'cone']);
    expect(asked).toBe(1);
  });

  it('asks at most four times a second, and until the change has settled', async () => {
    const seen: string[] = [];
    feed.read('g', 'k', fetch, (text) => seen.push(text));
    await flush();
    for (let n = 0; n < 1_000; n += 1) feed.touch('g');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(asked).toBeLessThanOrEqual(1 + 4);
    view = 'two';
    await jest.advanceTimersByTimeAsync(500);
    expect(seen).toEqual(['one', 'two']);
    const settled = asked;
    await jest.advanceTimersByTimeAsync(2_000);
    expect(asked).toBe(settled);
  });

  it('looks again now and then, since what expires makes no event', async () => {
    const seen: string[] = [];
    feed.read('g', 'k', fetch, (text) => seen.push(text));
    await flush();
    view = 'expired';
    await jest.advanceTimersByTimeAsync(5_500);
    expect(seen).toEqual(['one', 'expired']);
  });

  it('asks nothing when nobody reads', async () => {
    const stop = feed.read('g', 'k', fetch, () => undefined);
    await flush();
    stop();
    feed.touch('g');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(1);
  });

  it('keeps the last view while a question fails, and goes on', async () => {
    const seen: string[] = [];
    let fails = false;
    const failing = async () => {
      if (fails) throw new Error('away');
      return fetch();
    };
    feed.read('g', 'k', failing, (text) => seen.push(text));
    await flush();
    [fails, view] = [true, 'two'];
    feed.touch('g');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(errors.length).toBeGreaterThan(0);
    fails = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual(['one', 'two']);
  });
});
