import type { RecommendedProduct } from '@mercury/recommendations/contracts';
import { reasonInWords } from './reason-in-words';

const because = { title: 'Fjord Lamp' } as RecommendedProduct['because'];
const item = (reason: RecommendedProduct['reason'], cause?: RecommendedProduct['because']) =>
  ({ product: {}, reason, because: cause }) as RecommendedProduct;

describe('reasonInWords', () => {
  it('names the product that led there', () => {
    expect(reasonInWords(item({ kind: 'viewed-together', productId: 'p' }, because))).toBe(
      'Because you viewed Fjord Lamp',
    );
    expect(reasonInWords(item({ kind: 'bought-together', productId: 'p' }, because))).toBe(
      'Often bought with Fjord Lamp',
    );
  });

  it('claims nothing about a product that is off the shelf', () => {
    expect(reasonInWords(item({ kind: 'viewed-together', productId: 'gone' }))).toBe('Popular right now');
  });
});
