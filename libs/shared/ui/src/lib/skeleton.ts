import { Component } from '@angular/core';

/**
 * A place where something will be, in its final size (give it width and height by class or style). Appears only after
 * 150 ms, so that quick answers do not flicker. Put `aria-busy="true"` on what contains it.
 */
@Component({
  selector: 'm-skeleton',
  template: '',
  styles: `
    :host {
      display: block;
      overflow: hidden;
      border-radius: var(--radius-md);
      background: color-mix(in oklch, var(--text) 9%, var(--surface));
      animation: appear 1ms 150ms both;
    }
    @media (prefers-reduced-motion: no-preference) {
      :host::after {
        display: block;
        height: 100%;
        animation: shimmer 1.6s 150ms infinite;
        background: linear-gradient(
          100deg,
          transparent 30%,
          color-mix(in oklch, var(--surface-raised) 65%, transparent) 50%,
          transparent 70%
        );
        content: '';
        translate: -100%;
      }
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
    @keyframes shimmer {
      to {
        translate: 100%;
      }
    }
  `,
  host: { 'aria-hidden': 'true' },
})
export class Skeleton {}
