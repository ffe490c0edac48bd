import { KeyedQueue } from './keyed-queue';

describe('a keyed queue', () => {
  it('lets work of one key wait in line, and work of another pass', async () => {
    const queue = new KeyedQueue();
    const seen: string[] = [];
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const first = queue.run('a', () => gate.then(() => seen.push('a1')));
    const second = queue.run('a', async () => seen.push('a2'));
    await queue.run('b', async () => seen.push('b1'));
    release();
    await Promise.all([first, second]);
    expect(seen).toEqual(['b1', 'a1', 'a2']);
  });

  it('goes on after work that failed, and tells who asked for it', async () => {
    const queue = new KeyedQueue();
    const failed = queue.run('a', () => Promise.reject(new Error('no')));
    const next = queue.run('a', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
