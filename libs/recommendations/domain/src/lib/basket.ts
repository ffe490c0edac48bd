/** How many distinct products of one session or order are paired: the last fifty. Beyond that no taste speaks, but a robot. */
export const BASKET_SIZE = 50;

/** What one session viewed, or one order bought: distinct products, the newest last. */
export type Basket = readonly string[];

export interface BasketGrowth {
  readonly basket: Basket;
  /** The products that the new one now goes together with; undefined when it was in the basket already. */
  readonly partners: Basket | undefined;
}

/** Puts a product into a basket. Each pair of a basket arises once, when the second of the two comes. */
export function addToBasket(basket: Basket, productId: string): BasketGrowth {
  if (basket.includes(productId)) return { basket, partners: undefined };
  const partners = basket.slice(-(BASKET_SIZE - 1));
  return { basket: [...partners, productId], partners };
}
