import { httpResource } from '@angular/common/http';
import { computed, Service } from '@angular/core';
import type { CategoryNode } from '@mercury/catalog/contracts';

/** The categories of the shop: asked for once, shown by the header, the home page and every list. */
@Service()
export class CategoryTree {
  private readonly resource = httpResource<readonly CategoryNode[]>(() => '/api/categories');

  readonly roots = computed(() => (this.resource.hasValue() ? this.resource.value() : []));
  readonly failed = computed(() => this.resource.status() === 'error');
  readonly loading = this.resource.isLoading;

  reload(): void {
    this.resource.reload();
  }

  /** The way from a root to the category; empty when there is none of that name (or the tree is not there yet). */
  pathTo(slug: string): readonly CategoryNode[] {
    return pathIn(this.roots(), slug);
  }
}

function pathIn(nodes: readonly CategoryNode[], slug: string): readonly CategoryNode[] {
  for (const node of nodes) {
    if (node.slug === slug) return [node];
    const below = pathIn(node.children, slug);
    if (below.length > 0) return [node, ...below];
  }
  return [];
}
