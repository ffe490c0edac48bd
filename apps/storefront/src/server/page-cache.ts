/** A rendered page, before its nonce. */
export interface RenderedPage {
  readonly status: number;
  readonly html: string;
}

const FRESH_MS = 2_000;
const MOST = 200;

/**
 * Keeps rendered pages for a breath, and renders each only once at a time: everybody gets the same page from the server
 * (what is personal is asked for by the browser), so a crowd on one page costs one rendering. Failures are not kept.
 */
export class PageCache {
  private readonly pages = new Map<string, { readonly until: number; readonly page: Promise<RenderedPage | null> }>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  async get(url: string, render: () => Promise<RenderedPage | null>): Promise<RenderedPage | null> {
    const kept = this.pages.get(url);
    if (kept && kept.until > this.now()) return kept.page;
    const page = render();
    this.pages.delete(url);
    // The oldest goes first: a Map keeps the order in which its keys came.
    for (const oldest of this.pages.keys()) {
      if (this.pages.size < MOST) break;
      this.pages.delete(oldest);
    }
    this.pages.set(url, { until: this.now() + FRESH_MS, page });
    const forget = () => {
      if (this.pages.get(url)?.page === page) this.pages.delete(url);
    };
    page.then((rendered) => {
      if (!rendered || rendered.status >= 500) forget();
    }, forget);
    return page;
  }
}
