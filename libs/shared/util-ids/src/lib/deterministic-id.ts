import { v5 } from 'uuid';

const MERCURY_NAMESPACE = '5b0f1a9e-3a5c-5e0c-9f43-6d6572637572';

/**
 * The same parts always give the same UUID (version 5, RFC 9562): a retried command derives the ids that its first
 * attempt derived, which is what makes the retry recognisable. Parts are joined by a character that none may hold.
 */
export function deterministicId(...parts: readonly string[]): string {
  return v5(parts.join('\u0000'), MERCURY_NAMESPACE);
}
