import { Component, computed, input } from '@angular/core';

/** What the colours of our range look like. A name that is not here gets no dot: better none than a wrong one. */
const known: Readonly<Record<string, string>> = {
  terracotta: 'oklch(0.587 0.117 37)',
  sage: 'oklch(0.58 0.04 135)',
  ink: 'oklch(0.455 0.055 247)',
  sand: 'oklch(0.785 0.068 77)',
  plum: 'oklch(0.535 0.075 2)',
  graphite: 'oklch(0.405 0.003 80)',
  oat: 'oklch(0.855 0.023 78)',
  moss: 'oklch(0.49 0.048 127)',
};

/** True for a colour that `m-swatch` can show. */
export const hasSwatch = (name: string): boolean => name.toLowerCase() in known;

/** A dot in the colour that is named; stands beside the name, never for it. */
@Component({
  selector: 'm-swatch',
  template: '',
  styles: `
    :host {
      display: inline-block;
      width: 1.125rem;
      height: 1.125rem;
      flex: none;
      border: 1px solid color-mix(in oklch, var(--text) 25%, transparent);
      border-radius: 50%;
    }
  `,
  host: { 'aria-hidden': 'true', '[style.background-color]': 'color()' },
})
export class Swatch {
  readonly name = input.required<string>();
  protected readonly color = computed(() => known[this.name().toLowerCase()] ?? 'transparent');
}
