import { eventTime } from './event-time';

const receivedAt = new Date('2026-11-24T12:00:00.000Z');
const at = (text: string) => new Date(text);

describe('eventTime', () => {
  it('takes a right clock as it is', () => {
    const times = { sentAt: receivedAt, receivedAt };
    expect(eventTime(at('2026-11-24T11:59:30.000Z'), times)).toEqual(at('2026-11-24T11:59:30.000Z'));
  });

  it.each([
    ['an hour late', '2026-11-24T11:00:00.000Z', '2026-11-24T10:59:50.000Z'],
    ['three years early', '2029-11-24T12:00:00.000Z', '2029-11-24T11:59:50.000Z'],
  ])('corrects a clock that is %s', (_, sentAt, occurredAt) => {
    expect(eventTime(at(occurredAt), { sentAt: at(sentAt), receivedAt })).toEqual(at('2026-11-24T11:59:50.000Z'));
  });

  it('puts what claims to come after the beacon at its arrival', () => {
    expect(eventTime(at('2026-11-24T13:00:00.000Z'), { sentAt: receivedAt, receivedAt })).toEqual(receivedAt);
  });

  it('drops what is more than a day old', () => {
    const times = { sentAt: receivedAt, receivedAt };
    expect(eventTime(at('2026-11-23T12:00:00.000Z'), times)).toEqual(at('2026-11-23T12:00:00.000Z'));
    expect(eventTime(at('2026-11-23T11:59:59.999Z'), times)).toBeUndefined();
  });
});
