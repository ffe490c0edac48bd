import { DatePipe } from '@angular/common';
import { Component, input } from '@angular/core';
import type { OrderTimelineEntry } from '@mercury/orders/contracts';

/** What happened to an order, straight from its events, the newest first. */
@Component({
  selector: 'm-order-timeline',
  imports: [DatePipe],
  template: `
    <ol role="list" class="flex flex-col">
      @for (entry of entries(); track entry.at + entry.type; let first = $first; let last = $last) {
        <li class="relative flex gap-4 pb-5" [class.pb-0]="last">
          @if (!last) {
            <span class="absolute start-[0.4375rem] top-4 h-full w-0.5 bg-line" aria-hidden="true"></span>
          }
          <span
            class="relative mt-1 size-4 shrink-0 rounded-pill border-2"
            [class]="first ? 'border-accent bg-accent' : 'border-line-strong bg-raised'"
            aria-hidden="true"
          ></span>
          <div class="min-w-0 text-sm">
            <p class="font-semibold">{{ entry.title }}</p>
            @if (entry.detail) {
              <p class="m-muted">{{ entry.detail }}</p>
            }
            <time class="m-muted m-tabular text-xs" [attr.datetime]="entry.at">
              {{ entry.at | date: 'd MMM y, HH:mm:ss' }}
            </time>
          </div>
        </li>
      }
    </ol>
  `,
})
export class OrderTimeline {
  readonly entries = input.required<readonly OrderTimelineEntry[]>();
}
