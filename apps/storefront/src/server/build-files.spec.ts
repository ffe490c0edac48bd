import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { buildFiles, isHashed } from './build-files';

const folder = mkdtempSync(join(tmpdir(), 'build-'));
const script = 'export const words = "again and again and again and again and again";\n'.repeat(50);
writeFileSync(join(folder, 'main-B7YJSHMD.js'), script);
const app = express()
  .use(buildFiles(folder))
  .use((_request, response) => void response.status(404).send('next'));

describe('buildFiles', () => {
  it('sends a script compressed, to be kept for good', async () => {
    const answer = await request(app).get('/main-B7YJSHMD.js').set('Accept-Encoding', 'br');
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(Number(answer.headers['content-length'])).toBeLessThan(script.length / 10);
  });

  it('leaves the rest to the next handler', async () => {
    await request(app).get('/main-B7YJSHMD.js').set('Accept-Encoding', 'gzip').expect(404, 'next');
    await request(app).get('/main-GONE0000.js').set('Accept-Encoding', 'br').expect(404, 'next');
    await request(app).get('/favicon.svg').set('Accept-Encoding', 'br').expect(404, 'next');
  });

  it('knows hashed names, and takes no path out of the folder for one', () => {
    expect(isHashed('/chunk-8q8C1VOT.js')).toBe(true);
    expect(isHashed('/index.csr.html')).toBe(false);
    expect(isHashed('/../server/main-B7YJSHMD.js')).toBe(false);
  });
});
