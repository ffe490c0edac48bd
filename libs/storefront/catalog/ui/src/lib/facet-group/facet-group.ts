import { Component, computed, input, output, signal } from '@angular/core';
import type { Facet } from '@mercury/search/contracts';
import { hasSwatch, Icon, Swatch } from '@mercury/shared/ui';

const SHOWN_AT_FIRST = 7;

/** One facet: what can be chosen, and how much of it there is. `single` for facets of which one value holds. */
@Component({
  selector: 'm-facet-group',
  imports: [Icon, Swatch],
  templateUrl: './facet-group.html',
  styleUrl: './facet-group.css',
})
export class FacetGroup {
  readonly facet = input.required<Facet>();
  readonly toggled = output<string>();

  private readonly whole = signal(false);
  protected readonly withSwatch = hasSwatch;
  /** What is chosen is always in sight. */
  protected readonly values = computed(() =>
    this.facet().values.filter(({ selected }, index) => this.whole() || selected || index < SHOWN_AT_FIRST),
  );
  protected readonly hidden = computed(() => this.facet().values.length - this.values().length);

  protected showAll(): void {
    this.whole.set(true);
  }
}
