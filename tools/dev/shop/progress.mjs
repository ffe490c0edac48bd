const clearLine = '\r\u001b[2K';

/** Says on the terminal what is being done and how long it took; a plain line now and then where there is no terminal. */
export class Progress {
  #terminal = process.stdout.isTTY === true;
  #running = new Map();
  #timer;
  #closed = false;

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

  /** What a step is at, for example `pictures 120 of 340`. */
  detail(title, text) {
    const step = this.#running.get(title);
    if (step) step.detail = text;
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

  /** Says a last line while everything ends; what the steps would still say is of no interest any more. */
  close(line) {
    this.#stopTimer();
    this.#running.clear();
    this.#print(line);
    this.#closed = true;
  }

  #print(line) {
    if (this.#closed) return;
    if (this.#terminal) process.stdout.write(clearLine);
    console.log(line);
    this.#draw();
  }

  #draw() {
    if (this.#closed || this.#running.size === 0) return this.#stopTimer();
    this.#timer ??= setInterval(() => this.#tick(), this.#terminal ? 200 : 15_000);
    if (this.#terminal) this.#tick();
  }

  #tick() {
    const steps = [...this.#running].map(
      ([title, entry]) => `${title} ${seconds(entry.startedAt)}${entry.detail ? ` · ${entry.detail}` : ''}`,
    );
    const line = `  … ${steps.join(' | ')}`;
    if (this.#terminal) process.stdout.write(`${clearLine}${line.slice(0, (process.stdout.columns || 100) - 1)}`);
    else console.log(line);
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
