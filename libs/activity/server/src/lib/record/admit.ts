import { IsUUID } from 'class-validator';
import { ActivityBatchDto, type ActivityRpc } from '@mercury/activity/contracts';
import { isBot, missingFields } from '@mercury/activity/domain';
import { DomainError, ForbiddenError, validateDto, ValidationError } from '@mercury/platform/errors';

const MAX_BYTES = 64 * 1_024;

class VisitorDto {
  @IsUUID() visitorId!: string;
}

/** The beacon as it may be recorded. Throws when it comes from a robot, is too large, or is not what a beacon must be. */
export function admit({ visitorId, userAgent, trusted, batch }: ActivityRpc['activity.record']['request']) {
  if (!trusted && isBot(String(userAgent ?? '')))
    throw new ForbiddenError('activity.bot', { message: 'Behaviour of robots is not recorded' });
  const bytes = Buffer.byteLength(JSON.stringify(batch ?? null));
  if (bytes > MAX_BYTES)
    throw new DomainError('activity.too_large', {
      status: 413,
      message: `A beacon may have ${MAX_BYTES} bytes`,
      data: { bytes, maxBytes: MAX_BYTES },
    });
  validateDto(VisitorDto, { visitorId });
  const beacon = validateDto(ActivityBatchDto, batch);
  const missing = beacon.events.flatMap((event, index) =>
    missingFields(event).map((field) => ({
      field: `events.${index}.${field}`,
      code: 'required',
      message: `${field} is needed for ${event.kind}`,
    })),
  );
  if (missing.length > 0) throw new ValidationError(missing);
  return beacon;
}
