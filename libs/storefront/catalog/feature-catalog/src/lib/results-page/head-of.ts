import type { CategoryNode } from '@mercury/catalog/contracts';
import type { CatalogQuery } from '@mercury/storefront/catalog/data-access';
import type { Crumb } from '@mercury/shared/ui';
import type { PageDescription } from '@mercury/storefront/shell/data-access';

/** The head of a list: its name, the way to it, the rooms below it. */
export interface Head extends PageDescription {
  readonly crumbs: readonly Crumb[];
  readonly below: readonly CategoryNode[];
  /** There is no such category. */
  readonly missing: boolean;
}

interface Tree {
  readonly roots: () => readonly CategoryNode[];
  readonly pathTo: (slug: string) => readonly CategoryNode[];
}

const home: Crumb = { title: 'Home', link: '/' };

export function headOf(query: CatalogQuery, category: string | undefined, tree: Tree): Head {
  if (category === undefined) {
    const title = query.q ? `Results for “${query.q}”` : 'Everything';
    return { title, crumbs: [home, { title: query.q ? 'Search' : title }], below: [], missing: false };
  }
  const path = tree.pathTo(category);
  const node = path.at(-1);
  if (!node && tree.roots().length > 0) {
    return { title: 'No such category', crumbs: [home, { title: 'No such category' }], below: [], missing: true };
  }
  const title = node?.title ?? titleOf(category);
  const crumbs = path.map(({ slug, title: name }, index) =>
    index === path.length - 1 ? { title: name } : { title: name, link: ['/c', slug] },
  );
  return {
    title,
    description: `${title} at Mercury: ${node ? `${node.productCount} products` : 'products'}, with what is in stock right now.`,
    canonicalPath: `/c/${category}`,
    crumbs: [home, ...(crumbs.length > 0 ? crumbs : [{ title }])],
    below: node?.children ?? [],
    missing: false,
  };
}

/** A name for a category before its own is known: `floor-lamps` is "Floor lamps". */
const titleOf = (slug: string): string => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
