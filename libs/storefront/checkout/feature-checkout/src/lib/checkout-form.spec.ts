import 'reflect-metadata';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { validateSync } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import { AddressDto, PlaceOrderDto } from '@mercury/orders/contracts';
import { emptyDraft, type CheckoutDraft } from '@mercury/storefront/checkout/data-access';
import { checkoutForm, orderOf } from './checkout-form';

const draft: CheckoutDraft = {
  email: ' ada@example.com ',
  address: {
    name: 'Ada Byrne',
    line1: '1 Quay Street',
    line2: '',
    postalCode: 'D01 X2P3',
    city: 'Dublin',
    country: 'IE',
    phone: '',
  },
  shippingMethod: 'standard',
};

const formOf = (value: CheckoutDraft) => TestBed.runInInjectionContext(() => checkoutForm(signal(value)));
const refusedByServer = (value: CheckoutDraft) =>
  validateSync(plainToInstance(PlaceOrderDto, orderOf(value, 100))).length > 0;
const withAddress = (change: Partial<CheckoutDraft['address']>): CheckoutDraft => ({
  ...draft,
  address: { ...draft.address, ...change },
});

describe('checkout form', () => {
  it('takes what the server takes', () => {
    expect(formOf(draft)().valid()).toBe(true);
    expect(refusedByServer(draft)).toBe(false);
  });

  it('starts with nothing said', () => {
    expect(formOf(emptyDraft)().valid()).toBe(false);
    expect(formOf(emptyDraft)().touched()).toBe(false);
  });

  it.each<[string, CheckoutDraft]>([
    ['no email address', { ...draft, email: '' }],
    ['an email address without a host', { ...draft, email: 'ada@' }],
    ['an email address without a top level', { ...draft, email: 'ada@example' }],
    ['a name of blanks', withAddress({ name: '  ' })],
    ['a name of 101 letters', withAddress({ name: 'x'.repeat(101) })],
    ['no street', withAddress({ line1: '' })],
    ['a second line of 121 letters', withAddress({ line2: 'x'.repeat(121) })],
    ['no postal code', withAddress({ postalCode: '' })],
    ['a postal code of 21 letters', withAddress({ postalCode: '1'.repeat(21) })],
    ['no city', withAddress({ city: '' })],
    ['no country', withAddress({ country: '' })],
    ['a phone number of 31 figures', withAddress({ phone: '1'.repeat(31) })],
    ['no shipping method', { ...draft, shippingMethod: '' }],
  ])('refuses %s, as the server does', (_what, value) => {
    expect(formOf(value)().valid()).toBe(false);
    expect(refusedByServer(value)).toBe(true);
  });

  it('sends no blanks and no empty fields', () => {
    expect(orderOf(draft, 13_400)).toEqual({
      email: 'ada@example.com',
      shippingAddress: {
        name: 'Ada Byrne',
        line1: '1 Quay Street',
        postalCode: 'D01 X2P3',
        city: 'Dublin',
        country: 'IE',
      },
      shippingMethod: 'standard',
      expectedTotalMinor: 13_400,
    });
    expect(validateSync(plainToInstance(AddressDto, orderOf(draft, 1).shippingAddress))).toEqual([]);
  });
});
