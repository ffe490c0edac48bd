import type { ProductDetail } from '@mercury/catalog/contracts';

/** A product for search engines: schema.org Product with its offers, and the way to it. `origin` has no slash at its end. */
export function structuredProduct(product: ProductDetail, origin: string): object[] {
  const url = `${origin}/p/${product.slug}`;
  const offers = product.variants.map(({ sku, priceMinor, currency, available }) => ({
    '@type': 'Offer',
    sku,
    url,
    price: (priceMinor / 100).toFixed(2),
    priceCurrency: currency,
    availability: `https://schema.org/${available > 0 ? 'InStock' : 'OutOfStock'}`,
  }));
  const steps = [
    ...product.categories.map(({ slug, title }) => ({ name: title, item: `${origin}/c/${slug}` })),
    { name: product.title, item: url },
  ];
  return [
    {
      '@type': 'Product',
      name: product.title,
      description: product.description,
      brand: { '@type': 'Brand', name: product.brand },
      image: product.images.map(({ id }) => `${origin}/media/products/${id}-1200.webp`),
      offers,
    },
    {
      '@type': 'BreadcrumbList',
      itemListElement: steps.map((step, index) => ({ '@type': 'ListItem', position: index + 1, ...step })),
    },
  ];
}
