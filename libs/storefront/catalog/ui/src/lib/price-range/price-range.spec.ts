import { TestBed } from '@angular/core/testing';
import { type PriceLimits, PriceRange } from './price-range';

async function render(limits: PriceLimits = {}) {
  const fixture = TestBed.createComponent(PriceRange);
  fixture.componentRef.setInput('limits', limits);
  fixture.componentRef.setInput('currency', 'EUR');
  fixture.componentRef.setInput('bounds', { minMinor: 1290, maxMinor: 9910 });
  await fixture.whenStable();
  const [from, to] = [...(fixture.nativeElement as HTMLElement).querySelectorAll('input')] as HTMLInputElement[];
  const told: PriceLimits[] = [];
  fixture.componentInstance.changed.subscribe((value) => told.push(value));
  const type = (field: HTMLInputElement | undefined, value: string) => {
    if (!field) throw new Error('no such field');
    field.value = value;
    field.dispatchEvent(new Event('change'));
  };
  return { from, to, told, type };
}

describe('PriceRange', () => {
  it('speaks whole units and means minor ones', async () => {
    const { from, told, type } = await render({ maxPriceMinor: 5000 });
    type(from, '20');
    expect(told).toEqual([{ minPriceMinor: 2000, maxPriceMinor: 5000 }]);
  });

  it('takes limits that were given the wrong way round', async () => {
    const { from, told, type } = await render({ maxPriceMinor: 5000 });
    type(from, '80');
    expect(told).toEqual([{ minPriceMinor: 5000, maxPriceMinor: 8000 }]);
  });

  it('has no limit where nothing, or nonsense, is written', async () => {
    const { to, told, type } = await render({ minPriceMinor: 1000, maxPriceMinor: 5000 });
    type(to, '');
    expect(told).toEqual([{ minPriceMinor: 1000, maxPriceMinor: undefined }]);
  });

  it('hints at what there is', async () => {
    const { from, to } = await render();
    expect([from?.placeholder, to?.placeholder]).toEqual(['12', '100']);
  });
});
