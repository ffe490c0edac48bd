import { parcelOf, parcels } from './product-of-row';

describe('parcelOf', () => {
  it('gives every brand a parcel that is drawn, and the same one each time', () => {
    const drawn = new Set(parcels().map(({ id }) => id));
    const brands = Array.from({ length: 500 }, (_, n) => `Brand ${n}`);
    expect(brands.map((brand) => parcelOf(brand).id).filter((id) => !drawn.has(id))).toEqual([]);
    expect(parcelOf('Halden').id).toBe(parcelOf('Halden').id);
  });
});
