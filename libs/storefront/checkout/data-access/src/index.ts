export { cardDigits, isExpired, parseExpiry, passesCheckDigit, type CardInput } from './lib/card-input';
export { CardRefused, CardTokens } from './lib/card-tokens';
export { CheckoutApiActions } from './lib/checkout-api.actions';
export { CheckoutClient } from './lib/checkout-client';
export { emptyDraft, type CheckoutDraft } from './lib/checkout-draft';
export { CheckoutPageActions } from './lib/checkout-page.actions';
export { CheckoutStorage } from './lib/checkout-storage';
export { checkoutFeature, type CheckoutProblem, type Placement } from './lib/checkout.feature';
export { provideCheckout } from './lib/provide-checkout';
