import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ProductCard } from '@mercury/catalog/contracts';
import { ProductGrid } from './product-grid';

const products = (count: number): ProductCard[] =>
  Array.from({ length: count }, (_, index) => ({
    productId: `p${index}`,
    slug: `p-${index}`,
    title: `Product ${index}`,
    brand: 'Tarn',
    image: { id: 'i', alt: 'a product', color: '#eee' },
    priceMinor: 1000,
    priceVaries: false,
    currency: 'EUR',
    inStock: true,
  }));

async function render(inputs: Record<string, unknown>) {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(ProductGrid);
  const set = async (values: Record<string, unknown>) => {
    for (const [name, value] of Object.entries(values)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  };
  document.body.append(fixture.nativeElement as HTMLElement);
  await set({ products: null, waiting: false, total: 4, more: 'none', ...inputs });
  const element = fixture.nativeElement as HTMLElement;
  return { fixture, element, set, button: () => element.querySelector('button') };
}

describe('ProductGrid', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows places while there is no answer', async () => {
    const { element } = await render({});
    expect(element.querySelectorAll('m-product-card-skeleton')).toHaveLength(12);
  });

  it('asks for more, and puts the focus on the first that came', async () => {
    const { fixture, set, button } = await render({ products: products(2), more: 'idle' });
    let asked = 0;
    fixture.componentInstance.moreWanted.subscribe(() => (asked += 1));
    button()?.click();
    expect(asked).toBe(1);
    await set({ more: 'loading' });
    await set({ products: products(4), more: 'none' });
    expect(document.activeElement?.textContent).toContain('Product 2');
    expect(button()).toBeNull();
  });

  it('does not take the focus when the list changes by itself', async () => {
    const { set } = await render({ products: products(2), more: 'idle' });
    await set({ products: products(4) });
    expect(document.activeElement).toBe(document.body);
  });

  it('says why more did not come, and lets it be tried again', async () => {
    const { element, button } = await render({ products: products(2), more: 'failed', message: 'away' });
    expect(element.querySelector('[role=alert]')?.textContent).toBe('away');
    expect(button()?.textContent).toContain('Show more');
  });
});
