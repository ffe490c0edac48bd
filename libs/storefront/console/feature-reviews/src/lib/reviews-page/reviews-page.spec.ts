import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideEffects } from '@ngrx/effects';
import { provideStore, Store } from '@ngrx/store';
import type { Role } from '@mercury/identity/contracts';
import type { RiskReviewItem } from '@mercury/risk/contracts';
import { provideReviews } from '@mercury/storefront/console/data-access';
import { provideSession, SessionApiActions } from '@mercury/storefront/shell/data-access';
import { ReviewsPage } from './reviews-page';

// Leaves time to a busy machine.
jest.setTimeout(30_000);

const review = (assessmentId: string, text: string): RiskReviewItem => ({
  assessmentId,
  orderId: `order-${assessmentId}`,
  paymentId: `payment-${assessmentId}`,
  probability: 0.62,
  decision: 'review',
  reasons: [{ feature: 'velocity', text, contribution: 1.4 }],
  modelId: 'logistic-1',
  amountMinor: 90_000,
  currency: 'EUR',
  openedAt: '2026-11-24T10:00:00.000Z',
  customerKey: 'c-1',
});

describe('reviews page', () => {
  async function show(reviews: RiskReviewItem[], role: Role = 'merchant') {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideStore(),
        provideEffects(),
        provideSession(),
        provideReviews(),
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    const account = { accountId: 'a', email: 'a@b.test', displayName: 'Ada', role };
    TestBed.inject(Store).dispatch(SessionApiActions.loaded({ session: { account, csrfToken: 't' } }));
    const http = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(ReviewsPage);
    const host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    fixture.detectChanges();
    http.expectOne('/api/admin/risk/reviews?limit=50').flush(reviews);
    await fixture.whenStable();
    const press = async (key: string) => {
      const target = document.activeElement && host.contains(document.activeElement) ? document.activeElement : host;
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await fixture.whenStable();
    };
    const current = () => host.querySelector('[aria-current]')?.textContent;
    const click = async (name: string) => {
      [...host.querySelectorAll('button')].find((each) => each.textContent?.trim() === name)?.click();
      await fixture.whenStable();
    };
    return { host, http, press, current, click, fixture };
  }

  const two = [review('a', 'Nine orders in an hour'), review('b', 'Card from elsewhere')];

  it('goes down and up by j and k, and to the decision by Enter', async () => {
    const { host, press, current } = await show(two);
    expect(current()).toContain('Nine orders');
    await press('j');
    expect(current()).toContain('Card from elsewhere');
    await press('k');
    expect(current()).toContain('Nine orders');
    await press('Enter');
    expect(document.activeElement).toBe(host.querySelector('textarea'));
  });

  it('leaves the letters alone while a note is typed', async () => {
    const { press, current } = await show(two);
    await press('Enter');
    await press('j');
    expect(current()).toContain('Nine orders');
  });

  it('decides with a note, and not without one', async () => {
    const { host, http, click, current, fixture } = await show(two);
    await click('Approve');
    expect(host.textContent).toContain('Say in a few words why.');
    const note = host.querySelector('textarea') as HTMLTextAreaElement;
    note.value = 'Called the customer';
    note.dispatchEvent(new Event('input'));
    await click('Approve');
    const call = http.expectOne({ method: 'POST', url: '/api/admin/risk/reviews/a' });
    expect(call.request.body).toEqual({ decision: 'approve', note: 'Called the customer' });
    call.flush({});
    await fixture.whenStable();
    expect(current()).toContain('Card from elsewhere');
    expect(host.querySelector('textarea')?.value).toBe('');
  });

  it('lets analysts look only', async () => {
    const { host } = await show(two, 'analyst');
    expect(host.querySelector('textarea')).toBeNull();
    expect(host.textContent).toContain('you may look');
  });

  it('says so when nothing waits', async () => {
    const { host } = await show([]);
    expect(host.textContent).toContain('Nothing waits for you');
  });
});
