import { TestBed } from '@angular/core/testing';
import { Stepper } from './stepper';

async function render(value: number, max: number) {
  const fixture = TestBed.createComponent(Stepper);
  for (const [name, input] of Object.entries({ label: 'Quantity', value, max }))
    fixture.componentRef.setInput(name, input);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const press = async (name: string) => {
    element.querySelector<HTMLButtonElement>(`[aria-label="${name}"]`)?.click();
    await fixture.whenStable();
  };
  return { element, press, shown: () => element.querySelector('output')?.textContent };
}

describe('Stepper', () => {
  it('goes up to its most and down to its least', async () => {
    const { press, shown } = await render(2, 3);
    await press('One more');
    await press('One more');
    expect(shown()).toBe('3');
    for (let press_ = 0; press_ < 5; press_ += 1) await press('One less');
    expect(shown()).toBe('1');
  });

  it('is a group with a name, in which what cannot be done is disabled', async () => {
    const { element } = await render(1, 1);
    expect(element.querySelector('[role=group]')?.getAttribute('aria-label')).toBe('Quantity');
    expect([...element.querySelectorAll('button')].every(({ disabled }) => disabled)).toBe(true);
  });
});
