/** What a sealed value opens to once its key is destroyed: an answer, not an error, so that every page still shows. */
export const FORGOTTEN = Object.freeze({ forgotten: true as const });

export type Forgotten = typeof FORGOTTEN;

/** A value in the clear, or the word that its person was forgotten. */
export type Opened<T> = T | Forgotten;

/** True for the value of a person who was forgotten. */
export const isForgotten = (value: unknown): value is Forgotten => value === FORGOTTEN;
