const clearLine = '\r\u001b[2K';

/** Says on the terminal what is being done and how long it took; plain lines where there is no terminal. */
export class Progress {
  #terminal = process.stdout.isTTY === true;
  #running = new Map();
  #timer;

  /** Runs `work`, shows it while it runs, and one line when it is done. */
  async step(title, work) {
    const startedAt = Date.now();
    this.#running.set(title, { startedAt, detail: '' });
    this.#draw();
    try {
      const result = await work();
      this.#print(`  ✓ ${title} (${seconds(startedAt)})`);
      return result;
    } finally {
      this.#running.delete(title);
      this.#draw();
    }
  }

  /** What the newest step is at, for example `artwork 120/340`. */
  detail(text) {
    const newest = [...this.#running.values()].at(-1);
    if (newest) newest.detail = text;
  }

  /** One line between the steps. */
  say(line) {
    this.#print(`  ${line}`);
  }

  /** The last word of a good start. */
  done(ports, state) {
    this.#stopTimer();
    this.#print(`\nMercury is open: http://localhost:${ports.storefront}`);
    this.#print(`Staff: admin@mercury.example, its password is ADMIN_PASSWORD in ${state}/secrets.json`);
    this.#print(`API: http://localhost:${ports.gateway}/api/docs · logs: ${state}/logs · Ctrl-C closes the shop.`);
  }

  /** The one clear message of a start that failed. */
  fail(error) {
    this.#stopTimer();
    if (this.#terminal) process.stdout.write(clearLine);
    console.error(`\nMercury cannot start. ${error.message}`);
    console.error('"npm run doctor" checks this machine and says how to mend it.');
  }

  #print(line) {
    if (this.#terminal) process.stdout.write(clearLine);
    console.log(line);
    this.#draw();
  }

  #draw() {
    if (!this.#terminal) return;
    if (this.#running.size === 0) return this.#stopTimer();
    this.#timer ??= setInterval(() => this.#draw(), 200);
    const text = [...this.#running].map(
      ([title, entry]) => `${title} ${seconds(entry.startedAt)}${entry.detail ? ` · ${entry.detail}` : ''}`,
    );
    process.stdout.write(
      `${clearLine}  … ${text.join(' | ')}`.slice(0, (process.stdout.columns || 100) + clearLine.length - 1),
    );
  }

  #stopTimer() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#terminal) process.stdout.write(clearLine);
  }
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
