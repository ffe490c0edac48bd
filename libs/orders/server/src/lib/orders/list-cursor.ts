import { ValidationError } from '@mercury/platform/errors';

/** Where a page of orders ended: the time and the id of its last row. */
export interface ListCursor {
  readonly placedAt: string;
  readonly orderId: string;
}

export const encodeCursor = ({ placedAt, orderId }: ListCursor): string =>
  Buffer.from(`${placedAt} ${orderId}`).toString('base64url');

/** Throws ValidationError on what `encodeCursor` did not make. */
export function decodeCursor(cursor: string): ListCursor {
  const [placedAt = '', orderId = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!orderId || Number.isNaN(Date.parse(placedAt)))
    throw new ValidationError([{ field: 'cursor', code: 'cursor', message: 'is not a cursor of this list' }]);
  return { placedAt: new Date(placedAt).toISOString(), orderId };
}
