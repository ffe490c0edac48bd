import { booleanAttribute, Component, type ElementRef, input, viewChild } from '@angular/core';
import { Button } from './button';
import { Icon } from './icon';

/**
 * A shelf that goes on past the edge of the page: swiped on a phone, turned by buttons on a desk, reached by Tab. Project
 * `<li>` elements. `[railAside]` stands beside the heading.
 */
@Component({
  selector: 'm-rail',
  imports: [Button, Icon],
  templateUrl: './rail.html',
  styleUrl: './rail.css',
})
export class Rail {
  readonly heading = input.required<string>();
  readonly detail = input<string>();
  /** For a shelf whose order changes by itself: a browser that snaps to cards would scroll after the one it snapped to. */
  readonly restless = input(false, { transform: booleanAttribute });

  private readonly track = viewChild.required<ElementRef<HTMLElement>>('track');

  protected turn(direction: 1 | -1): void {
    const track = this.track().nativeElement;
    track.scrollBy({ left: direction * track.clientWidth * 0.8 });
  }
}
