import { id, instant, listOf, mapOf, nullable, number, object, oneOf, optional, text, whole } from './shapes';

interface Parcel {
  readonly parcelId: string;
  readonly size: 'small' | 'large';
  readonly weight: number;
  readonly sentAt: string;
  readonly note?: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly labels: Readonly<Record<string, string>>;
  readonly returned: string | null;
}

const parcel = object<Parcel>({
  parcelId: id,
  size: oneOf('small', 'large'),
  weight: number,
  sentAt: instant,
  note: optional(text),
  lines: listOf(object<Parcel['lines'][number]>({ sku: id, quantity: whole(1) })),
  labels: mapOf(text),
  returned: nullable(id),
});

const good: Parcel = {
  parcelId: 'p-1',
  size: 'small',
  weight: 1.5,
  sentAt: '2026-11-24T12:00:00.000Z',
  lines: [{ sku: 's-1', quantity: 2 }],
  labels: { colour: 'red' },
  returned: null,
};

describe('a shape', () => {
  it('finds nothing wrong with data that fits, and takes an undefined field as a missing one', () => {
    expect(parcel(good)).toBeUndefined();
    expect(parcel({ ...good, note: undefined, labels: {}, lines: [], returned: 'r-1' })).toBeUndefined();
    expect(parcel({ ...good, sentAt: '2026-11-24T12:00+01:00' })).toBeUndefined();
  });

  it.each([
    ['', 7],
    ['', null],
    ['', [good]],
    ['parcelId', { ...good, parcelId: '' }],
    ['parcelId', { ...good, parcelId: 'x'.repeat(201) }],
    ['parcelId', { ...good, parcelId: undefined }],
    ['size', { ...good, size: 'huge' }],
    ['weight', { ...good, weight: Number.NaN }],
    ['weight', { ...good, weight: '1.5' }],
    ['sentAt', { ...good, sentAt: 'yesterday' }],
    ['sentAt', { ...good, sentAt: '2026-11-24T12:00:00' }],
    ['note', { ...good, note: null }],
    ['lines', { ...good, lines: {} }],
    ['lines.1.quantity', { ...good, lines: [good.lines[0], { sku: 's-2', quantity: 0 }] }],
    ['lines.0.quantity', { ...good, lines: [{ sku: 's-2', quantity: 1.5 }] }],
    ['lines.0', { ...good, lines: ['s-1'] }],
    ['labels.size', { ...good, labels: { size: 3 } }],
    ['labels', { ...good, labels: [] }],
    ['returned', { ...good, returned: 3 }],
    ['wieght', { ...good, wieght: 2 }],
  ])('names the place %j', (path, data) => {
    expect(parcel(data)?.path).toBe(path);
  });
});
