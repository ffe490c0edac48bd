import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { callerOf, type Caller } from './caller';

/** `@CurrentCaller() caller: Caller`. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest()),
);
