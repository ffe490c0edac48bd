import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CategoryTree } from '@mercury/storefront/catalog/data-access';

/** The end of every page: what the shop promises, where things are. */
@Component({
  selector: 'm-footer',
  imports: [RouterLink],
  templateUrl: './footer.html',
  styleUrl: './footer.css',
})
export class Footer {
  protected readonly categories = inject(CategoryTree).roots;
}
