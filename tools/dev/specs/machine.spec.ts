import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

interface Machine {
  resolvePorts(env: Record<string, string>): Record<string, number>;
  processIdentity(pid: number): string | undefined;
  diskFullIn(error: unknown): Error | undefined;
}

const { resolvePorts } = jest.requireActual<Machine>('../shop/processes.mjs');
const { processIdentity } = jest.requireActual<Machine>('../machine/process-identity.mjs');
const { diskFullIn } = jest.requireActual<Machine>('../machine/disk-full.mjs');

describe('ports', () => {
  it('move by their variables', () => {
    expect(resolvePorts({ GATEWAY_PORT: '4811' })).toMatchObject({ gateway: 4811, storefront: 4200 });
  });

  it.each(['abc', '0', '70000', '3000.5'])('refuse %s', (port) => {
    expect(() => resolvePorts({ GATEWAY_PORT: port })).toThrow(`GATEWAY_PORT "${port}" is no port`);
  });

  it('refuse to be the same', () => {
    expect(() => resolvePorts({ GATEWAY_PORT: '4200' })).toThrow('GATEWAY_PORT and STOREFRONT_PORT are both 4200');
  });
});

describe('the identity of a process', () => {
  it('stays while it runs and is gone with it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const pid = child.pid as number;
    const before = processIdentity(pid);
    expect(before).toBeDefined();
    expect(processIdentity(pid)).toBe(before);
    child.kill('SIGKILL');
    await ended;
    expect(processIdentity(pid)).toBeUndefined();
  });

  it('differs between processes that began at different times', () => {
    expect(processIdentity(process.pid)).not.toBe(processIdentity(1));
  });
});

describe('a full disk', () => {
  it.each([
    Object.assign(new Error('write'), { code: 'ENOSPC' }),
    new Error('could not extend file "base/1/2": No space left on device'),
  ])('is told from %s', (error) => {
    expect(diskFullIn(error)?.message).toMatch(/^The disk is full/);
  });

  it('is not seen in other errors', () => {
    expect(diskFullIn(new Error('port is taken'))).toBeUndefined();
  });
});

describe('run.cjs', () => {
  it('is read by a Node of any age, and runs the script that it is told', () => {
    const entry = join(__dirname, '../run.cjs');
    const run = spawnSync(process.execPath, [entry, 'with-node', 'node', '-p', '40 + 2'], { encoding: 'utf8' });
    expect(run.stdout.trim()).toBe('42');
  });
});
