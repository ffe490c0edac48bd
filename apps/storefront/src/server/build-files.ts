import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { RequestHandler } from 'express';

const HASHED_FILE = /^\/[\w-]+-[A-Za-z0-9_-]{8}\.(js|css)$/;
const TYPES: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };
const compress = promisify(brotliCompress);

/** True for a file whose name changes with its content. */
export const isHashed = (path: string): boolean => HASHED_FILE.test(path);

/**
 * Scripts and styles of the build, compressed once and as tightly as it goes: they are asked for by every new visitor,
 * and never change. Whoever cannot read Brotli gets them from the next handler.
 */
export function buildFiles(folder: string): RequestHandler {
  const kept = new Map<string, Promise<Buffer | null>>();
  return async (request, response, next) => {
    const { path } = request;
    if (request.method !== 'GET' || !isHashed(path) || !request.acceptsEncodings('br')) return next();
    const held = kept.get(path) ?? tight(join(folder, path));
    kept.set(path, held);
    const body = await held;
    if (!body) {
      // A name that is not there must not stay: names are without number.
      kept.delete(path);
      return next();
    }
    response
      .set({
        'Content-Type': TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
        'Content-Encoding': 'br',
        'Cache-Control': 'public, max-age=31536000, immutable',
        Vary: 'Accept-Encoding',
      })
      .send(body);
  };
}

async function tight(file: string): Promise<Buffer | null> {
  const content = await readFile(file).catch(() => null);
  if (!content) return null;
  return compress(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
}
