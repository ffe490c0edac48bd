import { DOCUMENT, inject, RESPONSE_INIT, Service } from '@angular/core';
import { Meta, Title } from '@angular/platform-browser';

/** What search engines and shared links see of a page. */
export interface PageDescription {
  readonly title: string;
  readonly description?: string;
  /** Path of the page under which it should be known, without origin. Absent: the page should not be indexed. */
  readonly canonicalPath?: string;
  /** Path of a picture, without origin. */
  readonly imagePath?: string;
  /** schema.org objects. */
  readonly structured?: readonly object[];
}

/** Writes the head of the document, and on the server the status of the answer. */
@Service()
export class PageMeta {
  private readonly document = inject(DOCUMENT);
  private readonly title = inject(Title);
  private readonly meta = inject(Meta);
  private readonly response = inject(RESPONSE_INIT, { optional: true });

  describe(page: PageDescription): void {
    const { origin } = this.document.location;
    this.title.setTitle(page.title === 'Mercury' ? 'Mercury' : `${page.title} · Mercury`);
    this.set('name', 'description', page.description);
    this.set('name', 'robots', page.canonicalPath === undefined ? 'noindex' : undefined);
    this.set('property', 'og:title', page.title);
    this.set('property', 'og:description', page.description);
    this.set('property', 'og:image', page.imagePath && `${origin}${page.imagePath}`);
    this.setCanonical(page.canonicalPath === undefined ? undefined : `${origin}${page.canonicalPath}`);
    this.setStructured(page.structured ?? []);
  }

  /** The HTTP status of the page that is being rendered; nothing in the browser. */
  status(status: 404 | 503): void {
    if (this.response) this.response.status = status;
  }

  private set(kind: 'name' | 'property', name: string, content: string | undefined): void {
    if (content === undefined) this.meta.removeTag(`${kind}="${name}"`);
    else this.meta.updateTag({ [kind]: name, content });
  }

  private setCanonical(href: string | undefined): void {
    this.document.head.querySelector('link[rel="canonical"]')?.remove();
    if (!href) return;
    const link = this.document.createElement('link');
    link.rel = 'canonical';
    link.href = href;
    this.document.head.appendChild(link);
  }

  private setStructured(objects: readonly object[]): void {
    for (const old of this.document.head.querySelectorAll('script[type="application/ld+json"]')) old.remove();
    for (const object of objects) {
      const script = this.document.createElement('script');
      script.type = 'application/ld+json';
      // A "<" could end the script when the page is written out.
      script.textContent = JSON.stringify({ '@context': 'https://schema.org', ...object }).replaceAll('<', '\\u003c');
      this.document.head.appendChild(script);
    }
  }
}
