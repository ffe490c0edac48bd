import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { GatewayOptions } from '../gateway.options';

/** True for a request that shows the simulator's key, outside production. */
export function isSimulator(
  request: Request,
  { simulatorKey, production }: Pick<GatewayOptions, 'simulatorKey' | 'production'>,
): boolean {
  const given = request.headers['x-simulator-key'];
  if (production || !simulatorKey || typeof given !== 'string') return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(simulatorKey));
}
