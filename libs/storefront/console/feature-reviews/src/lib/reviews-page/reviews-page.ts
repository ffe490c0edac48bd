import { DatePipe } from '@angular/common';
import {
  afterRenderEffect,
  Component,
  computed,
  type ElementRef,
  inject,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { LucideRotateCw } from '@lucide/angular';
import { Store } from '@ngrx/store';
import { Badge, Button, EmptyState, ErrorState, Price, Skeleton } from '@mercury/shared/ui';
import { reviewsFeature, ReviewsPageActions } from '@mercury/storefront/console/data-access';
import { newIntent, PageMeta, selectAccount } from '@mercury/storefront/shell/data-access';
import { ReviewDecision } from './review-decision';
import { percent, riskTone } from './risk-words';

/** The payments that a person has to look at: j and k go down and up, Enter goes to the decision. */
@Component({
  selector: 'm-reviews-page',
  imports: [
    Badge,
    Button,
    DatePipe,
    EmptyState,
    ErrorState,
    LucideRotateCw,
    Price,
    ReviewDecision,
    RouterLink,
    Skeleton,
  ],
  templateUrl: './reviews-page.html',
  host: { class: 'm-page block py-8', '(document:keydown)': 'onKey($event)' },
})
export class ReviewsPage {
  private readonly store = inject(Store);
  protected readonly state = this.store.selectSignal(reviewsFeature.selectReviewsState);
  protected readonly selected = this.store.selectSignal(reviewsFeature.selectSelected);
  private readonly account = this.store.selectSignal(selectAccount);
  /** Analysts look; merchants and admins decide. The server holds to it. */
  protected readonly mayDecide = computed(() => this.account()?.role !== 'analyst');
  protected readonly percent = percent;
  protected readonly riskTone = riskTone;
  protected readonly decided = computed(() => {
    const last = this.state().lastDecision;
    return last ? `${last.decision === 'approve' ? 'Approved' : 'Declined'}: ${last.assessmentId.slice(0, 8)}` : '';
  });
  private readonly decision = viewChild(ReviewDecision);
  private readonly rows = viewChildren<ElementRef<HTMLElement>>('row');
  /** Keys move the focus with the choice; a click or a load does not take it. */
  private readonly moved = signal(0);

  constructor() {
    inject(PageMeta).describe({ title: 'Risk reviews' });
    this.store.dispatch(ReviewsPageActions.opened());
    afterRenderEffect(() => {
      if (this.moved() === 0) return;
      const index = this.state().reviews.findIndex(({ assessmentId }) => assessmentId === this.state().selectedId);
      this.rows()[index]?.nativeElement.focus();
    });
  }

  protected refresh(): void {
    this.store.dispatch(ReviewsPageActions.refreshRequested());
  }

  protected select(assessmentId: string): void {
    this.store.dispatch(ReviewsPageActions.selected({ assessmentId }));
  }

  protected decide(assessmentId: string, choice: { decision: 'approve' | 'decline'; note: string }): void {
    this.store.dispatch(ReviewsPageActions.resolved({ assessmentId, ...choice, key: newIntent() }));
  }

  protected onKey(event: KeyboardEvent): void {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [role=combobox]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'j' || event.key === 'k') {
      event.preventDefault();
      this.store.dispatch(
        event.key === 'j' ? ReviewsPageActions.nextSelected() : ReviewsPageActions.previousSelected(),
      );
      this.moved.update((count) => count + 1);
    }
    // On a button or link Enter does what it always does.
    if (
      event.key === 'Enter' &&
      !(event.target instanceof Element && event.target.closest('button:not([data-row]), a'))
    ) {
      event.preventDefault();
      this.decision()?.focusNote();
    }
  }
}
