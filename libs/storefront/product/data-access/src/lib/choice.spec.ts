import type { ProductDetail } from '@mercury/catalog/contracts';
import { choose, firstChoice, optionsOf, pictureOf, variantOf } from './choice';

const variant = (colour: string, size: string, available: number) => ({
  variantId: `${colour}-${size}`,
  sku: `${colour}-${size}`,
  options: { colour, size },
  priceMinor: 1000,
  currency: 'EUR',
  available,
});

const jacket = {
  options: [
    { name: 'colour', values: ['Sage', 'Ink'] },
    { name: 'size', values: ['S', 'M', 'L'] },
  ],
  variants: [variant('Sage', 'S', 0), variant('Sage', 'M', 3), variant('Ink', 'S', 2), variant('Ink', 'L', 0)],
  images: [
    { id: 'a', alt: 'Fjord Jacket in sage', color: '#fff' },
    { id: 'b', alt: 'Fjord Jacket in ink', color: '#fff' },
  ],
} as unknown as ProductDetail;

describe('choosing a variant', () => {
  it('begins with what can be bought', () => {
    expect(firstChoice(jacket)).toEqual({ colour: 'Sage', size: 'M' });
  });

  it('keeps the rest of the choice where that is made', () => {
    const choice = choose(jacket, { colour: 'Sage', size: 'S' }, 'colour', 'Ink');
    expect(variantOf(jacket, choice)?.variantId).toBe('Ink-S');
  });

  it('gives way to what is in stock where it is not made', () => {
    expect(choose(jacket, { colour: 'Sage', size: 'M' }, 'colour', 'Ink')).toEqual({ colour: 'Ink', size: 'S' });
  });

  it('tells sold out from not made', () => {
    const [, size] = optionsOf(jacket, { colour: 'Sage', size: 'M' });
    expect(size?.values).toEqual([
      { value: 'S', selected: false, state: 'sold_out' },
      { value: 'M', selected: true, state: 'available' },
      { value: 'L', selected: false, state: 'absent' },
    ]);
  });

  it('shows the picture of the colour', () => {
    expect(pictureOf(jacket, { colour: 'Ink', size: 'S' })).toBe(1);
    expect(pictureOf(jacket, { colour: 'Plum', size: 'S' })).toBe(0);
  });
});
