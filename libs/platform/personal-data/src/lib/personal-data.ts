import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '@mercury/shared/util-ids';
import { FORGOTTEN, type Opened } from './forgotten';
import { KeyCache } from './key-cache';
import type { MasterKey } from './master-key';
import { pseudonymOf } from './pseudonyms';
import { open, seal } from './seal';
import type { Sealed } from './sealed';
import { keysById, liveKey, saveKey, type SubjectKey } from './subject-keys';

/** A sealed value and the context it was sealed in. */
export interface SealedIn {
  readonly sealed: Sealed;
  readonly context: string;
}

/**
 * Seals the personal fields of events with a key of the person's own, and opens them again for pages. Destroying the key
 * erases the person from the whole history: what was sealed then opens to `FORGOTTEN`, here at once and in every other
 * process within KEY_CACHE_MS.
 */
export class PersonalData {
  private readonly cache: KeyCache;

  constructor(
    private readonly em: SqlEntityManager,
    readonly master: MasterKey,
    clock: Clock,
  ) {
    this.cache = new KeyCache(clock);
  }

  /**
   * Seals values of JSON for a person, who gets a key at the first. `context` is bound to each together with its field's
   * name: a sealed value that is moved to another order or another field does not open. Sealing asks for the key each
   * time, so that nothing new is sealed with one that is gone.
   */
  async seal<Fields extends Record<string, unknown>>(
    subjectId: string,
    context: string,
    fields: Fields,
  ): Promise<{ [Field in keyof Fields]: Sealed }> {
    const { keyId, wrapped } = await this.keyFor(subjectId);
    const key = this.master.unwrap(wrapped, subjectId);
    const sealed = Object.entries(fields).map(([field, value]) => [
      field,
      { s: subjectId, k: keyId, c: seal(key, JSON.stringify(value), contextOf(context, field)) },
    ]);
    return Object.fromEntries(sealed) as { [Field in keyof Fields]: Sealed };
  }

  /** Opens the fields of one `seal`. Throws for a value that was tampered with, or moved from another context. */
  async open<Fields extends Record<string, unknown>>(
    context: string,
    fields: { readonly [Field in keyof Fields]: Sealed },
  ): Promise<{ [Field in keyof Fields]: Opened<Fields[Field]> }> {
    const names = Object.keys(fields);
    const values = await this.openMany(
      names.map((name) => ({ sealed: fields[name] as Sealed, context: contextOf(context, name) })),
    );
    return Object.fromEntries(names.map((name, index) => [name, values[index]])) as {
      [Field in keyof Fields]: Opened<Fields[Field]>;
    };
  }

  /** Opens any number of values with one query at most. Contexts are whole: `contextOf(context, field)`. */
  async openMany(items: readonly SealedIn[]): Promise<Opened<unknown>[]> {
    const keys = await this.keysOf([...new Set(items.map(({ sealed }) => sealed.k))]);
    return items.map(({ sealed, context }) => {
      const key = keys.get(sealed.k);
      return key ? (JSON.parse(open(key, sealed.c, context).toString()) as unknown) : FORGOTTEN;
    });
  }

  /** What stands for an e-mail address in events: see `pseudonymOf`. */
  emailPseudonym(purpose: string, email: string): Promise<string> {
    return pseudonymOf(this.em.fork(), purpose, this.master.emailHash(email));
  }

  /** Forgets the keys that this process holds in memory. */
  dropCache(): void {
    this.cache.clear();
  }

  private async keyFor(subjectId: string): Promise<SubjectKey> {
    const em = this.em.fork();
    const known = await liveKey(em, subjectId);
    if (known) return known;
    await saveKey(em, subjectId, this.master.wrap(this.master.newKey(), subjectId));
    const made = await liveKey(em, subjectId);
    if (!made) throw new Error(`the key of ${subjectId} went while it was made`);
    return made;
  }

  private async keysOf(keyIds: readonly string[]): Promise<Map<string, Buffer>> {
    const keys = new Map<string, Buffer>();
    const missing: string[] = [];
    for (const keyId of keyIds) {
      const held = this.cache.get(keyId);
      if (held) keys.set(keyId, held);
      else missing.push(keyId);
    }
    for (const { keyId, subjectId, wrapped } of await keysById(this.em.fork(), missing)) {
      const key = this.master.unwrap(wrapped, subjectId);
      this.cache.set(keyId, key);
      keys.set(keyId, key);
    }
    return keys;
  }
}

/** The context that one field of a `seal` is bound to. */
export const contextOf = (context: string, field: string): string => `${context} ${field}`;
