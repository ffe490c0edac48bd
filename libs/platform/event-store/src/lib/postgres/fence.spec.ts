import { Fence } from './fence';

interface Server {
  head: number;
  holders: string[];
  history: string;
  /** Default: the head. */
  last?: number;
  written?: number;
  flushed?: number;
}

/** A server that answers as it is set. */
function fenceOver(server: Server) {
  const clock = { now: 0 };
  const rows = async () => {
    const { head, holders, history, last = head, written = 0, flushed = 0 } = server;
    return [[head, JSON.stringify(holders), history, last, written, flushed].map(String)];
  };
  return { fence: new Fence({ rows }, () => clock.now), clock };
}

describe('Fence', () => {
  it('takes nothing for safe in another history that was safe in the one before', async () => {
    const server = { head: 420, holders: [] as string[], history: 'first' };
    const { fence } = fenceOver(server);
    expect(await fence.poll()).toBe(420);
    // A restored server, whose positions were moved beyond the published ones, up to 340; 341 to 450 are under way.
    Object.assign(server, { head: 450, holders: ['3/7'], history: 'second' });
    expect(await fence.poll()).toBe(0);
    expect(fence.known).toBe(0);
    Object.assign(server, { head: 460, holders: ['3/9'] });
    expect(await fence.poll()).toBe(450);
  });

  it('forgets who held the fence of another history: the same name is somebody else there', async () => {
    const server = { head: 10, holders: ['3/7'], history: 'first' };
    const { fence } = fenceOver(server);
    expect(await fence.poll()).toBe(0);
    Object.assign(server, { head: 5, holders: ['3/8'], history: 'second' });
    expect(await fence.poll()).toBe(0);
    Object.assign(server, { head: 6, holders: [] });
    expect(await fence.poll()).toBe(6);
  });

  it('says once that the history has become shorter', async () => {
    const server = { head: 20, holders: [] as string[], history: 'first' };
    const { fence } = fenceOver(server);
    await fence.poll();
    Object.assign(server, { head: 8, history: 'second' });
    await expect(fence.poll()).rejects.toMatchObject({ code: 'event_store.rewound' });
    expect(await fence.poll()).toBe(8);
  });

  it('waits for the appends under way before it calls a store in use empty, and only then', async () => {
    const server = { head: 30, holders: ['3/7'], history: 'first' };
    const { fence } = fenceOver(server);
    const settled = fence.settled();
    expect(await fence.poll()).toBe(0);
    Object.assign(server, { head: 31, holders: ['3/8'] });
    expect(await settled).toBe(30);
    Object.assign(server, { head: 32, holders: ['3/8', '3/9'] });
    expect(await fence.settled()).toBe(30);
    const nothing = fenceOver({ head: 0, holders: ['3/7'], history: 'first' });
    expect(await nothing.fence.settled()).toBe(0);
  });

  it('passes a number that nobody committed when the log is flushed up to where it ended when the number was seen', async () => {
    const server: Server = { head: 50, holders: [], history: 'first', last: 20, written: 700, flushed: 690 };
    const { fence } = fenceOver(server);
    expect(await fence.poll()).toBe(20);
    Object.assign(server, { written: 900, flushed: 699 });
    expect(await fence.poll()).toBe(20);
    Object.assign(server, { flushed: 700 });
    expect(await fence.poll()).toBe(50);
  });

  it('passes it at once with an event beyond it, and stops there', async () => {
    const server: Server = { head: 50, holders: [], history: 'first', last: 20, written: 700, flushed: 690 };
    const { fence } = fenceOver(server);
    await fence.poll();
    Object.assign(server, { head: 60, last: 51, written: 900 });
    expect(await fence.poll()).toBe(51);
  });

  it('moves on past a holder that stays, however often it is asked meanwhile', async () => {
    const server: Server = { head: 1, holders: ['9/1'], history: 'first' };
    const { fence } = fenceOver(server);
    for (let head = 2; head < 5_000; head += 1) {
      Object.assign(server, { head });
      await fence.poll();
    }
    expect(await fence.poll()).toBe(0);
    Object.assign(server, { holders: ['3/5'], head: 5_000 });
    expect(await fence.poll()).toBe(4_999);
  });

  it('trusts for a second what it has found out', async () => {
    const { fence, clock } = fenceOver({ head: 20, holders: [], history: 'first' });
    await fence.poll();
    clock.now = 999;
    expect(fence.known).toBe(20);
    clock.now = 1_000;
    expect(fence.known).toBe(0);
  });
});
