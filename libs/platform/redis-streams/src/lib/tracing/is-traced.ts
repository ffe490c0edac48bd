import { context, createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';

const PROBE = createContextKey('mercury.redis-streams.probe');

/**
 * Whether somebody carries OpenTelemetry contexts in this process: an SDK, or a context manager alone. Asked when a client is
 * made and when a server listens, so that messages cost nothing where nobody does.
 */
export function isTraced(): boolean {
  const probe = ROOT_CONTEXT.setValue(PROBE, true);
  return context.with(probe, () => context.active() === probe);
}
