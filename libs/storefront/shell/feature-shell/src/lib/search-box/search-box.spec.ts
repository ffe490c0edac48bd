import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { SearchSuggestion } from '@mercury/search/contracts';
import { SearchBox } from './search-box';

const suggestions: SearchSuggestion[] = [
  { kind: 'category', text: 'Table Lamps', slug: 'table-lamps' },
  { kind: 'product', text: 'Fjord Lamp', slug: 'fjord-lamp' },
];

async function render() {
  TestBed.configureTestingModule({
    providers: [provideRouter([{ path: '**', children: [] }]), provideHttpClient(), provideHttpClientTesting()],
  });
  const fixture = TestBed.createComponent(SearchBox);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const input = element.querySelector('input') as HTMLInputElement;
  const press = async (key: string) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key }));
    await fixture.whenStable();
  };
  const submit = async () => {
    element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
    return TestBed.inject(Router).url;
  };
  const type = async (words: string) => {
    input.value = words;
    input.dispatchEvent(new Event('input'));
    await new Promise((resolve) => setTimeout(resolve, 150));
    TestBed.tick();
    TestBed.inject(HttpTestingController)
      .expectOne(({ url, params }) => url === '/api/search/suggest' && params.get('q') === words)
      .flush(suggestions);
    await fixture.whenStable();
  };
  const marked = () => element.querySelector(`#${input.getAttribute('aria-activedescendant')}`)?.textContent.trim();
  return { element, input, press, submit, type, marked };
}

describe('SearchBox', () => {
  it('suggests while one types, in a list that the arrows walk through', async () => {
    const { input, press, type, marked } = await render();
    await type('lam');
    expect(input.getAttribute('aria-expanded')).toBe('true');
    await press('ArrowDown');
    expect(marked()).toContain('Table Lamps');
    await press('ArrowDown');
    expect(marked()).toContain('Fjord Lamp');
    await press('ArrowDown');
    expect(input.getAttribute('aria-activedescendant')).toBeNull();
  });

  it('opens what is marked', async () => {
    const { press, submit, type } = await render();
    await type('lam');
    await press('ArrowUp');
    expect(await submit()).toBe('/p/fjord-lamp');
  });

  it('searches for the words when nothing is marked, and closes', async () => {
    const { input, submit, type } = await render();
    await type('lam');
    expect(await submit()).toBe('/search?q=lam');
    expect(input.getAttribute('aria-expanded')).toBe('false');
  });

  it('closes on Escape and keeps the words', async () => {
    const { input, press, type } = await render();
    await type('lam');
    await press('Escape');
    expect(input.getAttribute('aria-expanded')).toBe('false');
    expect(input.value).toBe('lam');
  });
});
