import type { StreamTrimmer } from '@mercury/platform/redis-streams';

/** A refusal of a moment is what it is for; one that lasts lets streams grow. */
const REFUSED_SECONDS = 600;
const SILENT_MS = 60_000;

/** What of the trimming needs somebody, in sentences. */
export function trimTroubles(
  { stale, reports, lastSuccessAt }: Pick<StreamTrimmer, 'stale' | 'reports' | 'lastSuccessAt'>,
  now = Date.now(),
): string[] {
  const silence = now - lastSuccessAt;
  return [
    ...(silence > SILENT_MS ? [`streams were last looked at ${Math.round(silence / 1_000)} s ago`] : []),
    ...stale.map(
      ({ topic, shard, heldBy, heldSeconds, bytes }) =>
        `group ${heldBy} has held ${topic} shard ${shard} for ${Math.round(heldSeconds / 60)} min at one place, ` +
        `${Math.round(bytes / 2 ** 20)} MiB: mend it, or retire it when it is gone for good`,
    ),
    ...reports
      .filter(({ refusal, heldSeconds }) => refusal && heldSeconds > REFUSED_SECONDS)
      .map(({ topic, shard, refusal }) => `${topic} shard ${shard} is not trimmed: ${refusal}`),
  ];
}
