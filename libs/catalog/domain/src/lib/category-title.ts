/** `home-and-living` → `Home & Living`. Slugs carry the title, so that no table of categories has to agree with them. */
export function categoryTitle(slug: string): string {
  return slug
    .split('-')
    .map((word) => (word === 'and' ? '&' : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
}
