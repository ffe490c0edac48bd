import { Component, computed, input } from '@angular/core';

/** Our own icons, drawn on 24 by 24: what nearly every page shows must weigh next to nothing. */
const paths = {
  'arrow-right': 'M4 12h16M13 5l7 7-7 7',
  'arrow-up-right': 'M7 17L17 7M8 7h9v9',
  bag: 'M5 8h14l1 12.5H4zM8.5 11V7a3.5 3.5 0 0 1 7 0v4',
  'chevron-down': 'M5.5 9.5L12 16l6.5-6.5',
  'chevron-left': 'M14.5 5.5L8 12l6.5 6.5',
  'chevron-right': 'M9.5 5.5L16 12l-6.5 6.5',
  close: 'M6 6l12 12M18 6L6 18',
  filter: 'M4 7h9M17 7h3M4 12h3M11 12h9M4 17h11M19 17h1M15 5v4M9 10v4M17 15v4',
  info: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18zM12 11v5M12 7.8v.2',
  lock: 'M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11',
  menu: 'M4 6h16M4 12h16M4 18h16',
  minus: 'M5 12h14',
  monitor: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4A8.5 8.5 0 1 0 20 14.5z',
  parcel: 'M12 3l8 4.3v9.4L12 21l-8-4.3V7.3zM4.3 7.5L12 12l7.7-4.5M12 12v9',
  plus: 'M5 12h14M12 5v14',
  retry: 'M20 12a8 8 0 1 1-2.6-5.9M20.5 3v4.5H16',
  search: 'M11 4a7 7 0 1 1 0 14a7 7 0 0 1 0-14zM16.2 16.2l4.3 4.3',
  sun: 'M12 8a4 4 0 1 1 0 8a4 4 0 0 1 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  user: 'M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  warning: 'M12 4L2.8 20h18.4zM12 10v4.5M12 17.3v.2',
} as const;

export type IconName = keyof typeof paths;

/** An icon beside words, or on a button that has a name: never read out. `size` in CSS pixels. */
@Component({
  selector: 'm-icon',
  template: `
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      [attr.width]="size()"
      [attr.height]="size()"
    >
      <path [attr.d]="path()" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      flex: none;
    }
  `,
  host: { 'aria-hidden': 'true' },
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly size = input(24);
  protected readonly path = computed(() => paths[this.name()]);
}
