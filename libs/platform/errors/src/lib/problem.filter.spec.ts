import { BadRequestException, Logger, ServiceUnavailableException, type ArgumentsHost } from '@nestjs/common';
import { ConflictError } from './named-errors';
import { ProblemFilter } from './problem.filter';

function answerTo(error: unknown): { status: number; body: Record<string, unknown> } {
  const answer = { status: 0, body: {} };
  const response = {
    headersSent: false,
    setHeader: () => undefined,
    status(status: number) {
      answer.status = status;
      return this;
    },
    type() {
      return this;
    },
    send(text: string) {
      answer.body = JSON.parse(text);
    },
  };
  const http = { getRequest: () => ({ method: 'GET', originalUrl: '/x?secret=1' }), getResponse: () => response };
  new ProblemFilter().catch(error, { getType: () => 'http', switchToHttp: () => http } as unknown as ArgumentsHost);
  return answer;
}

describe('ProblemFilter', () => {
  beforeAll(() => void jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined));

  it('answers a refusal with its status, without the query', () => {
    const { status, body } = answerTo(new ConflictError('orders.cart_empty'));
    expect([status, body['code'], body['instance']]).toEqual([409, 'orders.cart_empty', '/x']);
  });

  it('keeps the status that Nest gives', () => {
    expect(answerTo(new BadRequestException('no')).body).toMatchObject({ status: 400, code: 'http.400', detail: 'no' });
  });

  it('says 503 and why when a health check fails', () => {
    const found = { status: 'error', details: { redis: { status: 'down' } } };
    expect(answerTo(new ServiceUnavailableException(found))).toMatchObject({
      status: 503,
      body: { code: 'http.503', data: { details: { redis: { status: 'down' } } } },
    });
  });

  it('hides a defect behind a bare 500', () => {
    const { status, body } = answerTo(new Error('password is hunter2'));
    expect([status, JSON.stringify(body).includes('hunter2')]).toEqual([500, false]);
  });
});
