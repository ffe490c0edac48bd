import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { CardRefused, CardTokens } from './card-tokens';

const config = {
  mode: 'emulator',
  publishableKey: 'pk_test_1',
  tokenUrl: 'http://pay.test/v1/payment_methods',
} as const;
const card = { number: '4242 4242 4242 4242', expiry: '12 / 30', cvc: '123' };

describe('CardTokens', () => {
  let tokens: CardTokens;
  let http: HttpTestingController;
  const intercepted = jest.fn();

  beforeEach(() => {
    intercepted.mockClear();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([(request, next) => (intercepted(), next(request))])),
        provideHttpClientTesting(),
      ],
    });
    tokens = TestBed.inject(CardTokens);
    http = TestBed.inject(HttpTestingController);
  });

  it('posts the card to the provider as Stripe.js does, past our interceptors', async () => {
    const made = firstValueFrom(tokens.create(config, card));
    const { request } = http.expectOne(config.tokenUrl);
    expect(Object.fromEntries(new URLSearchParams(String(request.body)))).toEqual({
      type: 'card',
      'card[number]': '4242424242424242',
      'card[exp_month]': '12',
      'card[exp_year]': '2030',
      'card[cvc]': '123',
    });
    expect(request.headers.get('Authorization')).toBe('Bearer pk_test_1');
    expect(intercepted).not.toHaveBeenCalled();
    void made.catch(() => undefined);
  });

  it('gives the id of the payment method', async () => {
    const made = firstValueFrom(tokens.create(config, card));
    http.expectOne(config.tokenUrl).flush({ id: 'pm_1' });
    await expect(made).resolves.toBe('pm_1');
  });

  it('says which field the provider refused', async () => {
    const made = firstValueFrom(tokens.create(config, card));
    http
      .expectOne(config.tokenUrl)
      .flush(
        { error: { message: 'Your card has expired.', param: 'exp_year' } },
        { status: 402, statusText: 'Payment Required' },
      );
    await expect(made).rejects.toEqual(new CardRefused('Your card has expired.', 'expiry'));
    await made.catch((error: CardRefused) => expect(error.field).toBe('expiry'));
  });

  it('says that nothing was charged when the provider is away', async () => {
    const made = firstValueFrom(tokens.create(config, card));
    http.expectOne(config.tokenUrl).error(new ProgressEvent('error'));
    await expect(made).rejects.toThrow('Nothing was charged');
  });

  it('takes no card where only Stripe itself may', async () => {
    const made = firstValueFrom(tokens.create({ mode: 'stripe', publishableKey: 'pk_live_1' }, card));
    await expect(made).rejects.toBeInstanceOf(CardRefused);
  });
});
