import { provideRouter } from '@angular/router';
import { TestBed } from '@angular/core/testing';
import type { LineModel } from '../line-model';
import { CartLineRow } from './cart-line';

const line: LineModel = {
  variantId: 'v-jacket',
  product: {
    slug: 'sand-jacket',
    title: 'Sand jacket',
    options: { size: 'M', colour: 'Sand' },
    image: { id: 'jacket', alt: 'A sand-coloured jacket', color: '#d8c7a3' },
    priceMinor: 12_900,
    currency: 'EUR',
    available: 3,
  },
  quantity: 2,
  lineTotalMinor: 25_800,
  pending: false,
};

describe('cart line', () => {
  async function show(shown: Partial<LineModel> = {}, failure: string | null = null) {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const fixture = TestBed.createComponent(CartLineRow);
    fixture.componentRef.setInput('line', { ...line, ...shown });
    fixture.componentRef.setInput('failure', failure);
    const quantities: number[] = [];
    const removals: string[] = [];
    fixture.componentInstance.quantityChange.subscribe((quantity) => quantities.push(quantity));
    fixture.componentInstance.remove.subscribe(() => removals.push(line.variantId));
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const button = (name: string) =>
      [...host.querySelectorAll('button')].find(
        (each) => (each.getAttribute('aria-label') ?? each.textContent?.trim()) === name,
      );
    return { host, button, quantities, removals };
  }

  it('shows what it is, in which variant, and what it costs', async () => {
    const { host } = await show();
    expect(host.textContent).toContain('Sand jacket');
    expect(host.textContent).toContain('M · Sand');
    expect(host.textContent).toContain('€258.00');
  });

  it('names the product in the button that removes it', async () => {
    const { button, removals } = await show();
    button('Remove Sand jacket')?.click();
    expect(removals).toEqual(['v-jacket']);
  });

  it('does not let more be asked for than there are', async () => {
    const { button } = await show({ quantity: 3 });
    expect(button('One more')?.disabled).toBe(true);
    expect(button('One less')?.disabled).toBe(false);
  });

  it('offers what is left when it asks for more', async () => {
    const { host, button, quantities } = await show({ quantity: 5, problem: 'short' });
    expect(host.textContent).toContain('Only 3 left');
    button('Take 3')?.click();
    expect(quantities).toEqual([3]);
  });

  it('offers to go when it is sold out', async () => {
    const { button, removals } = await show({ problem: 'sold_out' });
    button('Remove it')?.click();
    expect(removals).toHaveLength(1);
  });

  it('says in an alert why the last change was undone', async () => {
    const { host } = await show({}, 'Sold out.');
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Sold out.');
  });

  it('is busy while a change is under way', async () => {
    const { host } = await show({ pending: true });
    expect(host.getAttribute('aria-busy')).toBe('true');
    expect(host.textContent).toContain('Saving');
  });
});
