import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

const commandIds = new WeakMap<object, string>();

/** Notes the id under which a request's command runs. */
export function setCommandId(request: object, commandId: string): void {
  commandIds.set(request, commandId);
}

/** The id of a request's command: the same for every attempt with one key. Throws on a route that is not a command. */
export function commandIdOf(request: object): string {
  const commandId = commandIds.get(request);
  if (!commandId) throw new Error('this route is not a command in the route table');
  return commandId;
}

/** `@CommandId() commandId: string`. */
export const CommandId = createParamDecorator((_: unknown, context: ExecutionContext) =>
  commandIdOf(context.switchToHttp().getRequest()),
);
