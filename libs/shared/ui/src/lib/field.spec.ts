import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Field, Input } from './field';

@Component({
  selector: 'm-host',
  imports: [Field, Input],
  template: '<m-field label="Email" hint="We write once" [error]="error()"><input mInput type="email" /></m-field>',
})
class Host {
  readonly error = signal<string | null>(null);
}

async function render(error: string | null) {
  const fixture = TestBed.createComponent(Host);
  fixture.componentInstance.error.set(error);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const input = element.querySelector('input') as HTMLInputElement;
  const described = element.querySelector(`#${input.getAttribute('aria-describedby')}`);
  return { input, described: described?.textContent };
}

describe('Field', () => {
  it('labels its control, and describes it by the hint', async () => {
    const { input, described } = await render(null);
    expect(input.labels?.[0]?.textContent.trim()).toBe('Email');
    expect(described).toBe('We write once');
    expect(input.getAttribute('aria-invalid')).toBeNull();
  });

  it('marks its control as invalid, and describes it by the error', async () => {
    const { input, described } = await render('That is not an address');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(described).toBe('That is not an address');
  });
});
