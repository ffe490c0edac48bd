import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import type { PaymentClientConfig } from '@mercury/payment/contracts';
import { CardRefused, CardTokens } from '@mercury/storefront/checkout/data-access';
import { of, throwError } from 'rxjs';
import { PayPanel } from './pay-panel';

const emulator: PaymentClientConfig = { mode: 'emulator', publishableKey: 'pk_test', tokenUrl: 'http://pay.test' };

describe('pay panel', () => {
  const create = jest.fn();

  beforeEach(() => create.mockReset());

  async function show(config = emulator, holder = '') {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), { provide: CardTokens, useValue: { create } }] });
    const fixture = TestBed.createComponent(PayPanel);
    fixture.componentRef.setInput('config', config);
    fixture.componentRef.setInput('totalMinor', 13_400);
    fixture.componentRef.setInput('currency', 'EUR');
    fixture.componentRef.setInput('holder', holder);
    const methods: string[] = [];
    fixture.componentInstance.paymentMethod.subscribe((id) => methods.push(id));
    fixture.detectChanges();
    const host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    const field = (label: string) => {
      const id = [...host.querySelectorAll('label')].find((each) => each.textContent?.trim() === label)?.htmlFor;
      return host.querySelector<HTMLInputElement>(`#${id}`);
    };
    const type = (label: string, value: string) => {
      const input = field(label);
      if (!input) throw new Error(`no field ${label}`);
      input.value = value;
      input.dispatchEvent(new Event('input'));
    };
    const pay = async () => {
      host.querySelector('form')?.requestSubmit();
      await fixture.whenStable();
    };
    return { host, field, type, pay, methods };
  }

  function typeCard(type: (label: string, value: string) => void, number = '4242424242424242') {
    type('Name on the card', 'Ada Byrne');
    type('Card number', number);
    type('Expiry date', '1230');
    type('Security code', '123');
  }

  it('does not ask again for a name that it was told', async () => {
    const { field } = await show(emulator, 'Ada Byrne');
    expect(field('Name on the card')?.value).toBe('Ada Byrne');
  });

  it('hands out the payment method and forgets the card, but not the name', async () => {
    create.mockReturnValue(of('pm_1'));
    const { type, pay, methods, field } = await show();
    typeCard(type);
    await pay();
    expect(create).toHaveBeenCalledWith(
      emulator,
      expect.objectContaining({ number: '4242424242424242', expiry: '12 / 30', cvc: '123' }),
    );
    expect(methods).toEqual(['pm_1']);
    expect(field('Card number')?.value).toBe('');
    expect(field('Security code')?.value).toBe('');
    expect(field('Name on the card')?.value).toBe('Ada Byrne');
  });

  it('lists what is missing and takes the focus there, without asking anyone', async () => {
    const { host, pay } = await show();
    await pay();
    const summary = host.querySelector<HTMLElement>('[role=alert]');
    expect(summary?.textContent).toContain('Enter the card number.');
    expect(document.activeElement).toBe(summary);
    expect(create).not.toHaveBeenCalled();
  });

  it('leads from the list to the field', async () => {
    const { host, pay, field } = await show();
    await pay();
    [...host.querySelectorAll('button')].find((each) => each.textContent?.includes('card number'))?.click();
    expect(document.activeElement).toBe(field('Card number'));
  });

  it('says what the provider refused and keeps what was typed', async () => {
    create.mockReturnValue(throwError(() => new CardRefused('Your card has expired.', 'expiry')));
    const { host, type, pay, field, methods } = await show();
    typeCard(type);
    await pay();
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Your card has expired.');
    expect(document.activeElement).toBe(field('Expiry date'));
    expect(field('Card number')?.value).toContain('4242');
    expect(methods).toEqual([]);
  });

  it('tells browsers what each field is for', async () => {
    const { field } = await show();
    expect(field('Card number')?.autocomplete).toBe('cc-number');
    expect(field('Expiry date')?.autocomplete).toBe('cc-exp');
    expect(field('Security code')?.autocomplete).toBe('cc-csc');
  });

  it('names the emulator and its cards only where there is one', async () => {
    const { host } = await show();
    expect(host.querySelector('[role=note]')?.textContent).toContain('takes no real money');
    TestBed.resetTestingModule();
    const real = await show({ mode: 'stripe', publishableKey: 'pk_live' });
    expect(real.host.querySelector('[role=note]')).toBeNull();
    expect(real.host.querySelector('[role=alert]')?.textContent).toContain('Card payment is not available');
  });
});
