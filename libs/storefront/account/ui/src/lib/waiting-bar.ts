import { Component } from '@angular/core';

/** Something goes on elsewhere, for how long nobody knows. For the eyes only: the words beside it say what. */
@Component({
  selector: 'm-waiting-bar',
  template: '<div></div>',
  styles: `
    :host {
      display: block;
      overflow: hidden;
      height: 0.375rem;
      border-radius: var(--radius-pill);
      background: var(--surface-sunken);
    }
    div {
      width: 33%;
      height: 100%;
      border-radius: inherit;
      background: var(--accent);
    }
    @media (prefers-reduced-motion: no-preference) {
      div {
        animation: pass 1.6s ease-in-out infinite;
      }
    }
    @keyframes pass {
      from {
        translate: -100% 0;
      }
      to {
        translate: 300% 0;
      }
    }
  `,
  host: { 'aria-hidden': 'true' },
})
export class WaitingBar {}
