import { PageCache, type RenderedPage } from './page-cache';

describe('PageCache', () => {
  let now = 0;
  let rendered = 0;
  const page =
    (status = 200) =>
    async (): Promise<RenderedPage> => {
      rendered += 1;
      return { status, html: `page ${rendered}` };
    };
  const cache = () => new PageCache(() => now);

  beforeEach(() => (now = rendered = 0));

  it('renders once for all who ask at the same time', async () => {
    const pages = cache();
    const answers = await Promise.all([pages.get('/', page()), pages.get('/', page()), pages.get('/', page())]);
    expect(rendered).toBe(1);
    expect(new Set(answers.map((answer) => answer?.html))).toEqual(new Set(['page 1']));
  });

  it('renders again after a breath', async () => {
    const pages = cache();
    await pages.get('/', page());
    now = 2_001;
    expect((await pages.get('/', page()))?.html).toBe('page 2');
  });

  it('keeps addresses apart', async () => {
    const pages = cache();
    await pages.get('/search?q=a', page());
    await pages.get('/search?q=b', page());
    expect(rendered).toBe(2);
  });

  it('does not keep a failure', async () => {
    const pages = cache();
    await pages.get('/', page(503));
    expect((await pages.get('/', page()))?.status).toBe(200);
    await expect(pages.get('/x', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect((await pages.get('/x', page()))?.status).toBe(200);
  });

  it('keeps no more than it may, the oldest goes first', async () => {
    const pages = cache();
    for (let at = 0; at <= 200; at += 1) await pages.get(`/${at}`, page());
    rendered = 0;
    await pages.get('/200', page());
    await pages.get('/0', page());
    expect(rendered).toBe(1);
  });
});
