import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Order, Report } from './protocol';

/** As the shop starts its services: a large young generation costs 100 MB and gains nothing measurable. */
const serviceFlags = ['--max-semi-space-size=16'];

/** A process of the benchmark, as its parent sees it. */
export class Child {
  private readonly process: ChildProcess;

  constructor(role: 'publisher' | 'consumer' | 'quotes' | 'caller', side: 'raw' | 'ours') {
    this.process = fork(join(__dirname, 'side-process.js'), [role, side], {
      execArgv: serviceFlags,
      stdio: 'inherit',
    });
    this.process.setMaxListeners(100);
  }

  static async start(role: ConstructorParameters<typeof Child>[0], side: 'raw' | 'ours'): Promise<Child> {
    const child = new Child(role, side);
    await child.hears('ready');
    return child;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  tell(order: Order): void {
    this.process.send(order);
  }

  /** Resolves with the next report of a kind. */
  hears<Kind extends Report['kind']>(kind: Kind): Promise<Extract<Report, { kind: Kind }>> {
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error('a process of the benchmark has ended'));
      const listen = (report: Report) => {
        if (report.kind !== kind) return;
        this.process.off('message', listen).off('exit', gone);
        resolve(report as Extract<Report, { kind: Kind }>);
      };
      this.process.on('message', listen).once('exit', gone);
    });
  }

  /** CPU time since the process began, in microseconds. */
  async cpuUs(): Promise<number> {
    const answer = this.hears('cpu');
    this.tell({ kind: 'cpu' });
    return (await answer).us;
  }

  stop(): void {
    this.process.removeAllListeners('exit');
    this.process.kill('SIGKILL');
  }
}
