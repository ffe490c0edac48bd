/**
 * What becomes of the entries behind one that fails at every try.
 * - `park-key`: they follow it into the dead letters, so that a redrive keeps the order of the key. Other keys go on.
 * - `continue`: the key goes on without it.
 * - `halt-shard`: nothing of the shard is handled until an operator resumes it.
 */
export type PoisonMode = 'park-key' | 'continue' | 'halt-shard';
