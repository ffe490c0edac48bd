import { HttpBackend, HttpClient, HttpErrorResponse, HttpHeaders, HttpParams } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { PaymentClientConfig } from '@mercury/payment/contracts';
import { catchError, map, throwError, timeout, type Observable } from 'rxjs';
import { cardDigits, parseExpiry, type CardInput } from './card-input';

const TOKEN_TIMEOUT_MS = 15_000;

/** The provider would not take the card; `field` is the input that is to blame, if one is. */
export class CardRefused extends Error {
  constructor(
    message: string,
    readonly field?: 'number' | 'expiry' | 'cvc',
  ) {
    super(message);
  }
}

/** Turns a card into a payment method at the payment provider, past Mercury's servers. */
@Service()
export class CardTokens {
  // The bare backend: no interceptor of ours may see a card, nor send our tokens to another host.
  private readonly http = new HttpClient(inject(HttpBackend));

  /** Emits the id of the payment method; fails with CardRefused. */
  create(config: PaymentClientConfig, card: CardInput): Observable<string> {
    if (config.mode !== 'emulator' || !config.tokenUrl)
      return throwError(() => new CardRefused('Card payment is not available in this shop yet.'));
    const headers = new HttpHeaders({ Authorization: `Bearer ${config.publishableKey}` });
    return this.http.post<{ id: string }>(config.tokenUrl, formOf(card), { headers }).pipe(
      timeout(TOKEN_TIMEOUT_MS),
      map(({ id }) => id),
      catchError((error: unknown) => throwError(() => refusalOf(error))),
    );
  }
}

function formOf(card: CardInput): HttpParams {
  const expiry = parseExpiry(card.expiry);
  return new HttpParams({
    fromObject: {
      type: 'card',
      'card[number]': cardDigits(card.number),
      'card[exp_month]': String(expiry?.month ?? ''),
      'card[exp_year]': String(expiry?.year ?? ''),
      'card[cvc]': card.cvc.trim(),
      ...(card.name && { 'billing_details[name]': card.name }),
    },
  });
}

function refusalOf(error: unknown): CardRefused {
  const told: unknown = error instanceof HttpErrorResponse ? error.error : undefined;
  const { message, param } = stripeErrorOf(told);
  if (!message) return new CardRefused('The payment provider did not answer. Nothing was charged; please try again.');
  const field =
    param === 'number' ? 'number' : param === 'cvc' ? 'cvc' : param?.startsWith('exp_') ? 'expiry' : undefined;
  return new CardRefused(message, field);
}

function stripeErrorOf(body: unknown): { message?: string; param?: string } {
  if (typeof body !== 'object' || body === null || !('error' in body)) return {};
  const error: unknown = body.error;
  if (typeof error !== 'object' || error === null) return {};
  const text = (key: string) => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? value : undefined;
  };
  return { message: text('message'), param: text('param') };
}
