import { TestBed } from '@angular/core/testing';
import type { Facet } from '@mercury/search/contracts';
import { FacetGroup } from './facet-group';

const brands: Facet = {
  key: 'brand',
  title: 'Brand',
  values: Array.from({ length: 10 }, (_, index) => ({
    value: `b${index}`,
    title: `Brand ${index}`,
    count: 10 - index,
    selected: index === 9,
  })),
};

async function render() {
  const fixture = TestBed.createComponent(FacetGroup);
  fixture.componentRef.setInput('facet', brands);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  return { fixture, element, boxes: () => [...element.querySelectorAll<HTMLInputElement>('input[type=checkbox]')] };
}

describe('FacetGroup', () => {
  it('shows the first values, and what is chosen among the rest', async () => {
    const { boxes } = await render();
    expect(boxes()).toHaveLength(8);
    expect(boxes().filter(({ checked }) => checked)).toHaveLength(1);
  });

  it('shows all of them when asked', async () => {
    const { fixture, element, boxes } = await render();
    element.querySelector('button')?.click();
    await fixture.whenStable();
    expect(boxes()).toHaveLength(10);
    expect(element.querySelector('button')).toBeNull();
  });

  it('tells which value was chosen', async () => {
    const { fixture, boxes } = await render();
    const chosen: string[] = [];
    fixture.componentInstance.toggled.subscribe((value) => chosen.push(value));
    boxes()[2]?.click();
    expect(chosen).toEqual(['b2']);
  });
});
