import { ValidationError, type FieldError } from '@mercury/platform/errors';
import type { RiskRpc } from '@mercury/risk/contracts';
import type { AssessmentRequest } from '@mercury/risk/domain';

const country = /^[A-Z]{2}$/;

/** A request as the domain takes it. Throws ValidationError, field by field: a guess would be a wrong score. */
export function paymentOf(request: RiskRpc['risk.assess']['request'], assessmentId: string): AssessmentRequest {
  const { orderId, paymentId, currency, customerKey, cardFingerprint, amountMinor, occurredAt } = request;
  const shippingCountry = request.shippingCountry?.toUpperCase();
  const cardCountry = request.cardCountry?.toUpperCase();
  const atMs = Date.parse(occurredAt);
  const wrong: FieldError[] = [];
  const check = (holds: boolean, field: string, message: string) => {
    if (!holds) wrong.push({ field, code: 'invalid', message });
  };
  for (const field of ['commandId', 'orderId', 'paymentId', 'customerKey', 'currency'] as const)
    check(typeof request[field] === 'string' && request[field] !== '', field, `${field} must not be empty`);
  check(Number.isSafeInteger(amountMinor) && amountMinor > 0, 'amountMinor', 'an amount is a positive whole number');
  check(Number.isFinite(atMs), 'occurredAt', 'occurredAt must be an ISO 8601 time');
  check(country.test(shippingCountry ?? ''), 'shippingCountry', 'shippingCountry must be two letters');
  check(cardCountry === undefined || country.test(cardCountry), 'cardCountry', 'cardCountry must be two letters');
  if (wrong.length > 0) throw new ValidationError(wrong);
  return {
    assessmentId,
    orderId,
    paymentId,
    currency,
    customerKey,
    amountMinor,
    atMs,
    shippingCountry,
    ...(cardFingerprint && { cardFingerprint }),
    ...(cardCountry && { cardCountry }),
  };
}
