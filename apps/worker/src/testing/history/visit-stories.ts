import { golden } from './golden-events';
import type { Random } from './random';
import { cast, type Story } from './stories';

const FIRST = Date.parse('2026-11-24T12:00:00.000Z');
const HOUR_MS = 3_600_000;
const kinds = ['product.viewed', 'product.viewed', 'cart.added', 'product.clicked', 'search.performed'];

/** Sessions of few visitors over two hours, so that the window of trending closes behind the first ones. */
export function visitStories(random: Random, sessions: number, run: number): Story[] {
  return random.times(sessions, (n) => {
    const sessionId = `session-${run}-${n}`;
    const visitorId = random.pick(cast.visitors);
    const events = random.times(random.between(1, 7), () => {
      const kind = random.pick(kinds);
      const occurredAt = new Date(FIRST + Math.floor(random.next() * 2 * HOUR_MS)).toISOString();
      const about = kind === 'search.performed' ? {} : { productId: random.pick(cast.products) };
      return golden(`activity.${kind}`, { visitorId, sessionId, occurredAt, ...about });
    });
    return { streamId: `activity.session-${sessionId}`, events };
  });
}
