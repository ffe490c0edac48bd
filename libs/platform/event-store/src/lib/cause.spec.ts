import { causeOf } from './cause';

const facts = { stream: 'mercury:commerce:3', id: '17-0' };

describe('the cause of a command', () => {
  it('is the same for the same step on the same event, wherever and however often it is delivered', () => {
    const headers = { eventId: 'e-1', correlationId: 'c-1' };
    const first = causeOf('authorise', { headers, facts });
    expect(causeOf('authorise', { headers, facts: { stream: 'elsewhere', id: '99-0' } })).toEqual(first);
    expect(first).toMatchObject({ causationId: 'e-1', correlationId: 'c-1' });
  });

  it('is another one for another step, and for another event', () => {
    const ids = [
      causeOf('authorise', { headers: { eventId: 'e-1' }, facts }),
      causeOf('capture', { headers: { eventId: 'e-1' }, facts }),
      causeOf('authorise', { headers: { eventId: 'e-2' }, facts }),
    ].map(({ commandId }) => commandId);
    expect(new Set(ids).size).toBe(3);
  });

  it('falls back on the place in the stream, and begins no thread of its own', () => {
    const cause = causeOf('authorise', { headers: {}, facts });
    expect(cause.causationId).toBe('mercury:commerce:3/17-0');
    expect(cause).not.toHaveProperty('correlationId');
  });
});
