import { TestBed } from '@angular/core/testing';
import type { OptionView } from '@mercury/storefront/product/data-access';
import { OptionPicker } from './option-picker';

const sizes: OptionView = {
  name: 'size',
  values: [
    { value: 'S', selected: false, state: 'sold_out' },
    { value: 'M', selected: true, state: 'available' },
  ],
};

async function render() {
  const fixture = TestBed.createComponent(OptionPicker);
  fixture.componentRef.setInput('option', sizes);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const labels = [...element.querySelectorAll('label')].map((label) => label.textContent.trim().replace(/\s+/g, ' '));
  return { fixture, labels, radios: [...element.querySelectorAll<HTMLInputElement>('input[type=radio]')] };
}

describe('OptionPicker', () => {
  it('is one group of radio buttons, with what is chosen checked', async () => {
    const { radios } = await render();
    expect(radios.map(({ checked }) => checked)).toEqual([false, true]);
    expect(new Set(radios.map(({ name }) => name)).size).toBe(1);
  });

  it('says in words what is sold out', async () => {
    const { labels } = await render();
    expect(labels).toEqual(['S, sold out', 'M']);
  });

  it('lets the sold out be chosen, to be looked at', async () => {
    const { fixture, radios } = await render();
    const chosen: string[] = [];
    fixture.componentInstance.chosen.subscribe((value) => chosen.push(value));
    radios[0]?.click();
    expect(chosen).toEqual(['S']);
  });
});
