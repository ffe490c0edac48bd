import { type EventLine, eventStream, type StreamSurroundings } from './event-stream';

class FakeLine extends EventTarget implements EventLine {
  readyState = 1;

  constructor(readonly url: string) {
    super();
  }

  close(): void {
    this.readyState = 2;
  }

  tell(data: unknown): void {
    this.dispatchEvent(new MessageEvent('trending', { data: JSON.stringify(data) }));
  }

  refuse(): void {
    this.readyState = 2;
    this.dispatchEvent(new Event('error'));
  }
}

class FakeDocument extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  turn(visibility: DocumentVisibilityState): void {
    this.visibilityState = visibility;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

describe('eventStream', () => {
  const lines: FakeLine[] = [];
  const page = new FakeDocument();
  const surroundings: StreamSurroundings = {
    open: (url) => {
      const line = new FakeLine(url);
      lines.push(line);
      return line;
    },
    document: page as unknown as StreamSurroundings['document'],
  };
  const heard: unknown[] = [];
  const listen = () =>
    eventStream('/api/trending/stream', 'trending', surroundings).subscribe((value) => heard.push(value));

  beforeEach(() => {
    lines.length = heard.length = 0;
    jest.useFakeTimers({ doNotFake: ['nextTick'] });
  });

  afterEach(() => jest.useRealTimers());

  it('hands on what the server tells, and hangs up with its last listener', () => {
    const listening = listen();
    lines[0]?.tell({ rank: 1 });
    expect(heard).toEqual([{ rank: 1 }]);
    listening.unsubscribe();
    expect(lines[0]?.readyState).toBe(2);
  });

  it('calls again after a refusal', () => {
    const listening = listen();
    lines[0]?.refuse();
    expect(lines).toHaveLength(1);
    jest.advanceTimersByTime(1_500);
    expect(lines).toHaveLength(2);
    listening.unsubscribe();
  });

  it('gives its connection back while the page is hidden', () => {
    const listening = listen();
    page.turn('hidden');
    expect(lines[0]?.readyState).toBe(2);
    expect(lines).toHaveLength(1);
    page.turn('visible');
    expect(lines).toHaveLength(2);
    listening.unsubscribe();
  });
});
