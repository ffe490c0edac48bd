import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Button } from './button';

@Component({
  selector: 'm-host',
  imports: [Button],
  template: '<button mButton variant="outline" [busy]="busy()" (click)="clicks = clicks + 1">Pay</button>',
})
class Host {
  readonly busy = signal(false);
  clicks = 0;
}

describe('Button', () => {
  it('lets no click through while it is busy, and keeps its name', async () => {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    const button = (fixture.nativeElement as HTMLElement).querySelector('button') as HTMLButtonElement;
    button.click();
    fixture.componentInstance.busy.set(true);
    await fixture.whenStable();
    button.click();
    expect(fixture.componentInstance.clicks).toBe(1);
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(button.disabled).toBe(false);
    expect(button.textContent).toBe('Pay');
  });
});
