import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

/** A step of the way to a page; the last one, without a link, is the page. */
export interface Crumb {
  readonly title: string;
  readonly link?: string | readonly string[];
}

/** The way from the front door to this page. */
@Component({
  selector: 'm-breadcrumb',
  imports: [RouterLink],
  template: `
    <nav aria-label="Breadcrumb">
      <ol>
        @for (crumb of items(); track crumb.title) {
          <li>
            @if (crumb.link; as link) {
              <a [routerLink]="link">{{ crumb.title }}</a>
            } @else {
              <span aria-current="page">{{ crumb.title }}</span>
            }
          </li>
        }
      </ol>
    </nav>
  `,
  styles: `
    ol {
      display: flex;
      flex-wrap: wrap;
      color: var(--text-muted);
      font-size: var(--text-sm);
    }
    li:not(:last-child)::after {
      padding-inline: var(--space-2);
      content: '/' / '';
    }
    a {
      display: inline-block;
      padding-block: var(--space-1);
      text-decoration: none;
    }
    a:hover {
      text-decoration: underline;
    }
    span {
      display: inline-block;
      padding-block: var(--space-1);
      color: var(--text);
    }
  `,
})
export class Breadcrumb {
  readonly items = input.required<readonly Crumb[]>();
}
