import { Component, computed, input } from '@angular/core';
import { Badge } from '@mercury/shared/ui';
import type { OrderStatus } from '@mercury/orders/contracts';
import { wordsFor } from './status-words';

/** How an order stands, in a word. */
@Component({
  selector: 'm-status-badge',
  imports: [Badge],
  template: '<m-badge [tone]="words().tone">{{ words().short }}</m-badge>',
})
export class StatusBadge {
  readonly status = input.required<OrderStatus>();
  protected readonly words = computed(() => wordsFor(this.status()));
}
