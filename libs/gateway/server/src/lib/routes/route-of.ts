import { RequestMethod, type ExecutionContext, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { routeTable, type RouteRule } from './route-table';

/** A handler's name in the route table: `GET /api/orders/:orderId`. */
export function routeName(controller: Type, handler: (...args: never[]) => unknown): string {
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'GET';
  const parts = [Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)]
    .map((part) => String(part ?? '').replace(/^\/|\/$/g, ''))
    .filter(Boolean);
  return `${method} /${parts.join('/')}`;
}

/** The rule of the route that is asked for; undefined when the table has none. */
export function ruleOf(context: ExecutionContext): RouteRule | undefined {
  return routeTable[routeName(context.getClass(), context.getHandler() as never)];
}
