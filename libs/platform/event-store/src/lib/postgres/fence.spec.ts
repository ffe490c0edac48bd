import { Fence } from './fence';

/** A server that answers with head, holders and history as they are set. */
function fenceOver(server: { head: number; holders: string[]; history: string }) {
  const clock = { now: 0 };
  const rows = async () => [[String(server.head), JSON.stringify(server.holders), server.history]];
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

  it('trusts for a second what it has found out', async () => {
    const { fence, clock } = fenceOver({ head: 20, holders: [], history: 'first' });
    await fence.poll();
    clock.now = 999;
    expect(fence.known).toBe(20);
    clock.now = 1_000;
    expect(fence.known).toBe(0);
  });
});
