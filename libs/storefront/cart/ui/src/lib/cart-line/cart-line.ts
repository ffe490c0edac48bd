import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LucideTrash2, LucideX } from '@lucide/angular';
import { Badge, Button, Picture, Price, Stepper } from '@mercury/shared/ui';
import type { LineModel } from '../line-model';

/** The most units of one variant that a cart holds, as the server has it. */
const MOST = 99;

/** One line of the cart. Says when fewer are left than it asks for, and offers the way out beside it. */
@Component({
  selector: 'm-cart-line',
  imports: [Badge, Button, LucideTrash2, LucideX, Picture, Price, RouterLink, Stepper],
  templateUrl: './cart-line.html',
  styleUrl: './cart-line.css',
  host: { '[attr.aria-busy]': 'line().pending || null' },
})
export class CartLineRow {
  readonly line = input.required<LineModel>();
  /** Why the last thing asked of this line was undone. */
  readonly failure = input<string | null>(null);

  readonly quantityChange = output<number>();
  readonly remove = output<void>();
  readonly failureDismiss = output<void>();
  /** A link was followed: a drawer around the line closes. */
  readonly followed = output<void>();

  protected readonly options = computed(() => Object.values(this.line().product.options).join(' · '));
  // Never more than there are; but what is in the cart already can always be made less.
  protected readonly most = computed(() =>
    Math.max(this.line().quantity, Math.min(MOST, this.line().product.available)),
  );
}
