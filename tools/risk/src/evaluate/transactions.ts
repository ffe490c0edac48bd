import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** Label of a transaction whose truth the file does not tell. */
export const UNKNOWN = 2;

/** Card transactions column by column, in the order of the file, which must be that of their time. */
export interface Transactions {
  readonly count: number;
  readonly txId: Float64Array;
  /** Seconds since midnight before the first transaction. */
  readonly seconds: Float64Array;
  readonly customer: Int32Array;
  readonly terminal: Int32Array;
  readonly cents: Int32Array;
  /** 0, 1 or UNKNOWN. Nothing may read it before the label is known. */
  readonly label: Uint8Array;
  /** The first day, `YYYY-MM-DD`. */
  readonly firstDay: string;
}

/** Reads `tx_id, datetime, customer_id, terminal_id, amount, tx_fraud, …` from CSV, plain or gzip. Throws on a bad row. */
export async function readTransactions(file: string): Promise<Transactions> {
  const rows: number[][] = [[], [], [], [], [], []];
  const [txId, seconds, customer, terminal, cents, label] = rows as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  const places = new Places();
  let firstDay = '';
  let start = 0;
  for await (const cells of csvRows(file)) {
    const [id, time, who, where, amount, fraud] = cells as [string, string, string, string, string, string?];
    if (!firstDay) {
      firstDay = time.slice(0, 10);
      start = Date.parse(`${firstDay}T00:00:00Z`);
    }
    txId.push(Number(id));
    seconds.push((Date.parse(`${time}Z`) - start) / 1000);
    customer.push(places.of('customer', who));
    terminal.push(places.of('terminal', where));
    cents.push(Math.round(Number(amount) * 100));
    label.push(fraud === '0' || fraud === '1' ? Number(fraud) : UNKNOWN);
    const last = txId.length - 1;
    if (!((seconds[last] as number) >= (seconds[last - 1] ?? 0)) || !Number.isSafeInteger(cents[last]))
      throw new Error(`row ${last + 1} is malformed or earlier than the row before it`);
  }
  return {
    count: txId.length,
    txId: Float64Array.from(txId),
    seconds: Float64Array.from(seconds),
    customer: Int32Array.from(customer),
    terminal: Int32Array.from(terminal),
    cents: Int32Array.from(cents),
    label: Uint8Array.from(label),
    firstDay,
  };
}

/** Fills in labels that the transactions leave blank, from a file of `tx_id, tx_fraud, …`. */
export async function fillLabels(transactions: Transactions, file: string): Promise<void> {
  const rowOf = new Map<number, number>();
  transactions.txId.forEach((id, row) => rowOf.set(id, row));
  for await (const [id, fraud] of csvRows(file)) {
    const row = rowOf.get(Number(id));
    if (row !== undefined && transactions.label[row] === UNKNOWN) transactions.label[row] = Number(fraud);
  }
}

/** Ids as small numbers; whole numbers stay what they are, since ties are broken by the smaller id. */
class Places {
  private readonly named = new Map<string, number>();

  of(kind: string, id: string): number {
    const number = Number(id);
    if (Number.isSafeInteger(number) && number >= 0 && number < 1_000_000_000) return number;
    const key = `${kind} ${id}`;
    const known = this.named.get(key) ?? 1_000_000_000 + this.named.size;
    this.named.set(key, known);
    return known;
  }
}

async function* csvRows(file: string): AsyncGenerator<string[]> {
  const source = createReadStream(file);
  const input = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  let header = true;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (!header && line) yield line.split(',');
    header = false;
  }
}
