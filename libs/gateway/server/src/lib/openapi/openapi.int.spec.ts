import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { routeTable } from '../routes/route-table';
import { GatewayWorld } from '../testing/gateway-world';

type Json = Record<string, unknown>;

describe('the description of the API', () => {
  let world: GatewayWorld;
  let document: OpenAPIObject;
  beforeAll(async () => {
    world = await GatewayWorld.open();
    document = (await (await fetch(`${world.url}/api/openapi.json`)).json()) as OpenAPIObject;
  });
  afterAll(() => world.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Json>).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        operation: operation as unknown as NonNullable<OpenAPIObject['paths'][string]['post']>,
      })),
    );

  it('holds every route of the API', () => {
    const names = operations().map(({ name }) => name);
    expect(names.sort()).toEqual(
      Object.keys(routeTable)
        .filter((name) => name.includes('/api/'))
        .sort(),
    );
  });

  it('refers to schemas that exist and say something', () => {
    const schemas = document.components?.schemas as Record<string, Json>;
    const referred = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    for (const name of new Set(referred)) {
      const schema = schemas[name as string];
      expect({ name, schema }).toEqual({ name, schema: expect.any(Object) });
      const said = schema?.['properties'] ?? schema?.['enum'] ?? schema?.['oneOf'];
      expect({ name, says: Object.keys((said as object) ?? {}).length > 0 }).toEqual({ name, says: true });
    }
  });

  it('describes the answer of every route, and its problems', () => {
    for (const { name, operation } of operations()) {
      const [success] = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      expect({ name, described: JSON.stringify(success).includes('$ref') }).toEqual({ name, described: true });
      expect(JSON.stringify(operation.responses['default'])).toContain('Problem');
    }
  });

  it('tells bodies as strictly as they are checked', () => {
    expect(document.components?.schemas?.['AddCartLineDto']).toMatchObject({
      properties: {
        variantId: { type: 'string', minLength: 1, maxLength: 64 },
        quantity: { type: 'integer', minimum: 1, maximum: 99 },
      },
      required: ['variantId', 'quantity'],
    });
    const search = document.paths['/api/search']?.get?.parameters as unknown as Json[];
    expect(search.find(({ name }) => name === 'limit')).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 60 },
    });
  });

  it('asks commands for their headers', () => {
    const headers = (document.paths['/api/orders']?.post?.parameters as unknown as Json[]).map(({ name }) => name);
    expect(headers).toEqual(expect.arrayContaining(['Idempotency-Key', 'X-CSRF-Token']));
    expect(JSON.stringify(document.paths['/api/orders']?.get?.parameters)).not.toContain('CSRF');
  });

  it('shows a page that its own policy lets work', async () => {
    const page = await fetch(`${world.url}/api/docs`);
    const html = await page.text();
    expect(html).toContain('Mercury API');
    expect(html).not.toMatch(/<script>[^<]/);
    const [, script] = /src="\.?\/?(?:\.\/)?(docs\/swagger-ui-init\.js)"/.exec(html) ?? [];
    expect((await fetch(`${world.url}/api/${script}`)).status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('has the views as the contracts describe them (else: node tools/generators/view-schemas.mjs)', () => {
    const generator = join(__dirname, '../../../../../../tools/generators/view-schemas.mjs');
    const run = spawnSync(process.execPath, [generator, '--print'], { encoding: 'utf8', maxBuffer: 1 << 24 });
    expect(run.stderr).toBe('');
    expect(JSON.parse(readFileSync(join(__dirname, 'view-schemas.json'), 'utf8'))).toEqual(JSON.parse(run.stdout));
  }, 60_000);
});
