import type { NextFunction, Request, Response } from 'express';
import { NotFoundError } from '@mercury/platform/errors';

const PUBLIC_PROBES = new Set(['/health/live', '/health/ready']);

/** One application listens on two ports: metrics and internal probes answer on the internal one alone. */
export function portGuard(internalPort: number) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const internal = request.path.startsWith('/metrics') || request.path.startsWith('/health');
    if (internal && request.socket.localPort !== internalPort && !PUBLIC_PROBES.has(request.path))
      return next(new NotFoundError('request.not_found', { message: 'There is no such thing' }));
    next();
  };
}
