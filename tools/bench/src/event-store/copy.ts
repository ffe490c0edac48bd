import { Client, type Connection } from 'pg';

/** The part of pg's Submittable that COPY needs; the driver has no COPY of its own, but its connection speaks it. */
class Copy {
  readonly done: Promise<void>;
  private resolve!: () => void;
  private reject!: (error: Error) => void;

  constructor(
    private readonly sql: string,
    private readonly body?: Buffer,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  submit(connection: Connection): void {
    connection.query(this.sql);
  }

  handleCopyInResponse(connection: Connection): void {
    const copying = connection as unknown as { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void };
    if (this.body) copying.sendCopyFromChunk(this.body);
    copying.endCopyFrom();
  }

  handleCopyData(): void {}

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.reject(error);
  }

  handleReadyForQuery(): void {
    this.resolve();
  }
}

/** Loads rows in PostgreSQL's text format: columns by tabs, lines by line feeds. */
export async function copyIn(client: Client, sql: string, rows: readonly (readonly string[])[]): Promise<void> {
  const body = rows.map((row) => row.map(escapeText).join('\t')).join('\n');
  const copy = new Copy(sql, Buffer.from(`${body}\n`));
  client.query(copy as unknown as Parameters<Client['query']>[0]);
  await copy.done;
}

/** Reads a table out to its end and throws the rows away. */
export async function copyOut(client: Client, sql: string): Promise<void> {
  const copy = new Copy(sql);
  client.query(copy as unknown as Parameters<Client['query']>[0]);
  await copy.done;
}

function escapeText(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
}
