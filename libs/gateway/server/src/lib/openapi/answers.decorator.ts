import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

/** Documents what a route answers: a view of the contracts by name, alone or as a list. */
export function Answers(
  view: string,
  { status = 200, list = false }: { status?: number; list?: boolean } = {},
): MethodDecorator {
  const one = { $ref: `#/components/schemas/${view}` };
  return applyDecorators(
    ApiResponse({ status, description: view, schema: list ? { type: 'array', items: one } : one }),
  );
}
