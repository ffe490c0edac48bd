import { HttpContext, HttpContextToken } from '@angular/common/http';
import { RandomIdGenerator } from '@mercury/shared/util-ids';

const ids = new RandomIdGenerator();

/** The `Idempotency-Key` of a request. Without one given, a key is made once for the request and kept by its retries. */
export const INTENT = new HttpContextToken<string>(() => newIntent());

/** A key for one thing that the shopper wants done. */
export const newIntent = (): string => ids.next();

/** Options for HttpClient: `http.post(url, body, withIntent(key))`. The same key again means "the same wish again". */
export const withIntent = (key: string): { context: HttpContext } => ({ context: new HttpContext().set(INTENT, key) });
