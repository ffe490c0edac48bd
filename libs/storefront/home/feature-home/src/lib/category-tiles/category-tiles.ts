import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CategoryTree } from '@mercury/storefront/catalog/data-access';
import { ErrorState, Icon, Picture, Skeleton } from '@mercury/shared/ui';

/** The rooms of the shop. */
@Component({
  selector: 'm-category-tiles',
  imports: [ErrorState, Icon, Picture, RouterLink, Skeleton],
  templateUrl: './category-tiles.html',
  styleUrl: './category-tiles.css',
})
export class CategoryTiles {
  protected readonly tree = inject(CategoryTree);
  protected readonly places = Array.from({ length: 12 }, (_, index) => index);
}
