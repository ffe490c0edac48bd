import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { routeTable, type RouteRule } from '../routes/route-table';
import { documentDtos } from './document-dtos';
import viewSchemas from './view-schemas.json';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Operation = OpenAPIObject['paths'][string]['get'];

const description = `The shop over HTTP. Read \`GET /api/session\` first: it makes the visitor's cookie and gives the CSRF token.
Commands carry \`X-CSRF-Token\` and \`Idempotency-Key\`; the same key with the same content gives the first answer again.
Errors are problem details (RFC 9457) with a stable \`code\`. Amounts of money are whole numbers of minor units.`;

/** Answers that are no view of a context. */
const ownSchemas = {
  OrderPage: {
    type: 'object',
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/OrderListItem' } },
      nextCursor: { type: 'string', nullable: true },
    },
    required: ['items', 'nextCursor'],
  },
  ActivityReceipt: { type: 'object', properties: { accepted: { type: 'integer' } }, required: ['accepted'] },
  WebhookReceipt: { type: 'object', properties: { received: { type: 'boolean' } }, required: ['received'] },
};

const commandHeaders = [
  {
    name: 'Idempotency-Key',
    in: 'header' as const,
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,128}$' },
    description: 'A fresh one for each command, the same one for each attempt at it',
  },
  {
    name: 'X-CSRF-Token',
    in: 'header' as const,
    required: true,
    schema: { type: 'string' },
    description: 'From GET /api/session',
  },
];

/** The whole API, from its controllers, its DTO classes, the contracts' views and the route table. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  documentDtos();
  const builder = new DocumentBuilder().setTitle('Mercury').setDescription(description).setVersion('1');
  const document = SwaggerModule.createDocument(
    app,
    builder.addCookieAuth('mrc_session', undefined, 'session').build(),
  );
  const schemas = { ...document.components?.schemas, ...viewSchemas, ...ownSchemas } as unknown as Schemas;
  document.components = { ...document.components, schemas };
  for (const [path, operations] of Object.entries(document.paths)) {
    if (!path.startsWith('/api/')) delete document.paths[path];
    else
      for (const method of ['get', 'post', 'put', 'delete'] as const)
        complete(operations[method], routeTable[`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`]);
  }
  return document;
}

function complete(operation: Operation, rule: RouteRule | undefined): void {
  if (!operation) return;
  operation.responses['default'] = {
    description: 'Any refusal or failure',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  if (rule?.command) operation.parameters = [...(operation.parameters ?? []), ...commandHeaders];
  if (!rule || rule.access === 'everyone') return;
  operation.security = [{ session: [] }];
  operation.description = `For ${rule.access.join(', ')}.`;
}
