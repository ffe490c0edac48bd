import { Component, computed, input } from '@angular/core';

/** How a product came to its place: "up 3 places", "new". Always one line high, so that nothing moves when it changes. */
@Component({
  selector: 'm-movement',
  template: `
    @if (movement(); as movement) {
      <span [attr.data-kind]="movement.kind"
        ><span aria-hidden="true">{{ movement.sign }}</span> {{ movement.words }}</span
      >
    }
  `,
  styles: `
    :host {
      display: block;
      min-height: 1.55em;
      font-size: var(--text-sm);
      font-weight: 600;
    }
    [data-kind='up'] {
      color: var(--positive);
    }
    [data-kind='new'] {
      color: var(--accent-text);
    }
    [data-kind='down'] {
      color: var(--text-muted);
      font-weight: 400;
    }
  `,
})
export class Movement {
  readonly rank = input.required<number>();
  readonly previousRank = input.required<number | null>();

  protected readonly movement = computed(() => {
    const before = this.previousRank();
    if (before === null) return { kind: 'new', sign: '✦', words: 'New here' };
    const by = before - this.rank();
    if (by === 0) return null;
    const places = `${Math.abs(by)} ${Math.abs(by) === 1 ? 'place' : 'places'}`;
    return by > 0
      ? { kind: 'up', sign: '▲', words: `Up ${places}` }
      : { kind: 'down', sign: '▼', words: `Down ${places}` };
  });
}
