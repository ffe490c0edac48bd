import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { fromProblem, toProblem, type Problem } from '@mercury/platform/errors';
import { deterministicId } from '@mercury/shared/util-ids';
import { callerOf } from '../caller/caller';
import { Signer } from '../caller/signer';
import { ruleOf } from '../routes/route-of';
import { setCommandId } from './command-id.decorator';
import { keyOf } from './idempotency-key.guard';
import { IdempotencyStore, type Claim, type KeptAnswer } from './idempotency-store';

type Mode = 'keyed' | 'rerun';

/**
 * Makes a command run once: its id derives from the caller and the key, its answer is kept for a day. What may be
 * different next time (our own failures, a full queue) is not kept; what never reached a decision frees the key.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly store: IdempotencyStore,
    private readonly signer: Signer,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const mode = context.getType() === 'http' ? ruleOf(context)?.command : undefined;
    if (!mode) return next.handle();
    const http = context.switchToHttp();
    return from(this.once(http.getRequest<Request>(), http.getResponse<Response>(), mode, next));
  }

  private async once(request: Request, response: Response, mode: Mode, next: CallHandler): Promise<unknown> {
    const key = keyOf(request);
    const scope = callerOf(request).scope ?? 'nobody';
    setCommandId(request, deterministicId('command', scope, key));
    const content = `${request.method} ${request.originalUrl}\n${JSON.stringify(request.body ?? null)}`;
    // Keyed, since a body may hold a password, and a bare hash of it could be guessed.
    const held = await this.store.claim(scope, key, this.signer.mac('idempotency', content));
    if ('body' in held) return replay(held, response);
    try {
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      if (mode === 'rerun') await held.release();
      else await held.keep({ status: response.statusCode, body: JSON.stringify(answer ?? null) });
      return answer;
    } catch (error) {
      await settleFailure(held, toProblem(error), mode);
      throw error;
    }
  }
}

function replay({ status, body }: KeptAnswer, response: Response): unknown {
  response.setHeader('Idempotent-Replayed', 'true');
  const answer: unknown = JSON.parse(body);
  if (status >= 400) throw fromProblem(answer as Problem);
  response.status(status);
  return answer;
}

async function settleFailure(claim: Claim, problem: Problem, mode: Mode): Promise<void> {
  if (problem.status >= 500 || problem.retryable) return claim.release();
  if (mode === 'rerun' || /^(request|http)\./.test(problem.code)) return claim.forget();
  return claim.keep({ status: problem.status, body: JSON.stringify(problem) });
}
