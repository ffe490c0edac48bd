import type { GroupFigures } from '@mercury/platform/redis-streams';

/** What of a topic's groups needs somebody, a sentence each, however many shards it concerns. */
export function troublesOf(figures: readonly GroupFigures[]): string[] {
  const concerning = new Map<string, number[]>();
  const say = (figure: GroupFigures, trouble: string) => {
    const line = `${figure.topic} ${figure.group}: ${trouble}`;
    concerning.set(line, [...(concerning.get(line) ?? []), figure.shard]);
  };
  for (const figure of figures) {
    if (figure.halted) say(figure, `stands still: ${figure.halted} (groups resume lets it go on)`);
    if (!figure.exists) say(figure, 'Redis has lost the group, and nothing is trimmed until a consumer makes it again');
    if (!figure.owner) say(figure, 'nobody consumes');
  }
  return [...concerning].map(
    ([line, shards]) => `${line}, on ${shards.length === 1 ? 'shard' : 'shards'} ${shards.join(' ')}`,
  );
}
