import { Component, computed, type ElementRef, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import { Badge, Button, Field, Input, Price } from '@mercury/shared/ui';
import type { RiskReviewItem } from '@mercury/risk/contracts';
import { percent, riskTone } from './risk-words';

/** One payment under review with its reasons, and the decision about it. A note is asked for: someone will read it. */
@Component({
  selector: 'm-review-decision',
  imports: [Badge, Button, Field, Input, Price],
  templateUrl: './review-decision.html',
  host: { class: 'm-card block p-6' },
})
export class ReviewDecision {
  readonly review = input.required<RiskReviewItem>();
  readonly mayDecide = input(true);
  readonly busy = input(false);
  readonly refusal = input<string | null>(null);
  readonly decided = output<{ decision: 'approve' | 'decline'; note: string }>();

  private readonly box = viewChild<ElementRef<HTMLTextAreaElement>>('note');
  /** Another review is another note. */
  protected readonly note = linkedSignal({ source: () => this.review().assessmentId, computation: () => '' });
  protected readonly missing = signal(false);
  protected readonly error = computed(() =>
    this.missing() && this.note().trim() === '' ? 'Say in a few words why.' : null,
  );
  protected readonly percent = percent;
  protected readonly riskTone = riskTone;
  protected readonly reasons = computed(() =>
    [...this.review().reasons].sort((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution)),
  );
  private readonly largest = computed(() =>
    Math.max(0.001, ...this.review().reasons.map(({ contribution }) => Math.abs(contribution))),
  );

  focusNote(): void {
    this.box()?.nativeElement.focus();
  }

  protected shareOf(contribution: number): string {
    return `${Math.round((Math.abs(contribution) / this.largest()) * 100)}%`;
  }

  protected decide(decision: 'approve' | 'decline'): void {
    const note = this.note().trim();
    this.missing.set(note === '');
    if (note === '') return this.focusNote();
    if (!this.busy()) this.decided.emit({ decision, note });
  }
}
