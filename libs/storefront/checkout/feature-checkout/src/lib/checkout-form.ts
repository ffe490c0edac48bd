import type { WritableSignal } from '@angular/core';
import { form, maxLength, pattern, required, validate, type FieldTree, type SchemaPath } from '@angular/forms/signals';
import type { PlaceOrderDto } from '@mercury/orders/contracts';
import type { CheckoutDraft } from '@mercury/storefront/checkout/data-access';

/** As strict as the server's, which has the last word. */
const EMAIL = /^\s*[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}\s*$/;

/** What is typed before paying, with the rules that the server's PlaceOrderDto and AddressDto have. */
export function checkoutForm(model: WritableSignal<CheckoutDraft>): FieldTree<CheckoutDraft> {
  return form(model, ({ email, address, shippingMethod }) => {
    filled(email, 'Enter your email address.', 254);
    pattern(email, EMAIL, { message: 'Enter the email address as in name@example.com.' });
    filled(address.name, 'Enter the name of who receives the parcel.', 100);
    filled(address.line1, 'Enter street and number.', 120);
    maxLength(address.line2, 120, { message: 'This line is too long (120 characters at most).' });
    filled(address.postalCode, 'Enter the postal code.', 20);
    filled(address.city, 'Enter the town or city.', 80);
    filled(address.country, 'Choose the country.', 2);
    maxLength(address.phone, 30, { message: 'This phone number is too long (30 characters at most).' });
    required(shippingMethod, { message: 'Choose how it should be sent.' });
  });
}

/** The order as the server takes it: without blanks around, and without what was left empty. */
export function orderOf({ email, address, shippingMethod }: CheckoutDraft, expectedTotalMinor: number): PlaceOrderDto {
  const { line2, phone, ...rest } = Object.fromEntries(
    Object.entries(address).map(([name, value]) => [name, value.trim()]),
  ) as CheckoutDraft['address'];
  return {
    email: email.trim(),
    shippingAddress: { ...rest, ...(line2 && { line2 }), ...(phone && { phone }) },
    shippingMethod,
    expectedTotalMinor,
  };
}

function filled(path: SchemaPath<string>, message: string, most: number): void {
  validate(path, ({ value }) => (value().trim() === '' ? { kind: 'required', message } : undefined));
  maxLength(path, most, { message: `This is too long (${most} characters at most).` });
}
