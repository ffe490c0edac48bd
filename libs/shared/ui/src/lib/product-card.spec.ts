import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ProductCard as ProductCardView } from '@mercury/catalog/contracts';
import { ProductCard } from './product-card';

const product: ProductCardView = {
  productId: 'p1',
  slug: 'fjord-lamp',
  title: 'Fjord Lamp',
  brand: 'Tarn',
  image: { id: 'lamp', alt: 'Fjord Lamp in sage', color: '#eee' },
  priceMinor: 129900,
  priceVaries: true,
  currency: 'EUR',
  inStock: false,
};

async function render(inputs: Record<string, unknown> = {}) {
  TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', children: [] }])] });
  const fixture = TestBed.createComponent(ProductCard);
  for (const [name, value] of Object.entries({ product, ...inputs })) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  return { fixture, element: fixture.nativeElement as HTMLElement };
}

describe('ProductCard', () => {
  it('is one link, named after the product', async () => {
    const { element } = await render();
    const links = [...element.querySelectorAll('a')];
    expect(links.map((link) => [link.textContent.trim(), link.getAttribute('href')])).toEqual([
      ['Fjord Lamp', '/p/fjord-lamp'],
    ]);
  });

  it('says what it costs at least, and that it is sold out', async () => {
    const { element } = await render();
    expect(element.querySelector('m-price')?.textContent.replace(/\s+/g, ' ').trim()).toBe('from €1,299.00');
    expect(element.textContent).toContain('Sold out');
  });

  it('says its place to those who cannot see it', async () => {
    const { element } = await render({ rank: 3 });
    expect(element.querySelector('a')?.textContent.replace(/\s+/g, ' ').trim()).toBe('Number 3: Fjord Lamp');
  });

  it('tells that it was followed', async () => {
    const { fixture, element } = await render();
    let followed = 0;
    fixture.componentInstance.opened.subscribe(() => (followed += 1));
    element.querySelector('a')?.click();
    expect(followed).toBe(1);
  });
});
