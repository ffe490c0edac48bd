const texts: Readonly<Record<string, string>> = {
  insufficient_funds: 'The card has not enough funds.',
  expired_card: 'The card has expired.',
  incorrect_cvc: 'The security code is not right.',
  processing_error: 'The bank could not process the payment. Please try again.',
  authentication_required: 'The bank asks for a confirmation that was not given.',
  payment_intent_authentication_failure: 'The payment was not confirmed with the bank.',
};

/** Why a card was refused, in words for its owner. What banks keep to themselves (a stolen card) is not told apart. */
export function declineText(code: string): string {
  return texts[code] ?? 'The bank declined the payment. Please try another card.';
}
