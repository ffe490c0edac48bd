/** The steps in their order; the name stands in the address, so that "back" goes one step back. */
export const steps = ['contact', 'shipping', 'payment'] as const;
export type Step = (typeof steps)[number];

/** The step that is shown: the one asked for, unless an earlier one is not done yet. */
export function stepFor(asked: string | undefined, done: { contact: boolean; shipping: boolean }): Step {
  const reachable = !done.contact ? 0 : !done.shipping ? 1 : 2;
  const index = steps.findIndex((step) => step === asked);
  return steps[Math.min(index < 0 ? 0 : index, reachable)] ?? 'contact';
}
