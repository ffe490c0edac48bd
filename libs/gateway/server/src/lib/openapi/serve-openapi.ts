import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the API's description at /api/openapi.json and a page to try it at /api/docs. */
export function serveOpenApi(app: NestExpressApplication): void {
  const description = new DocumentBuilder().setTitle('Mercury').setVersion('1').build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}
