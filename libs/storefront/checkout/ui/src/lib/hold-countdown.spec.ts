import { TestBed } from '@angular/core/testing';
import { HoldCountdown } from './hold-countdown';

describe('hold countdown', () => {
  const over = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-24T10:00:00Z') });
    over.mockClear();
  });

  afterEach(() => jest.useRealTimers());

  function show(until: string) {
    const fixture = TestBed.createComponent(HoldCountdown);
    fixture.componentRef.setInput('until', until);
    fixture.componentInstance.over.subscribe(over);
    fixture.detectChanges();
    TestBed.tick();
    const host = fixture.nativeElement as HTMLElement;
    const after = (ms: number) => {
      jest.advanceTimersByTime(ms);
      fixture.detectChanges();
      return host.textContent?.replaceAll(/\s+/g, ' ').trim();
    };
    return after;
  }

  it('counts down to the second', () => {
    const after = show('2026-11-24T10:14:32Z');
    expect(after(0)).toContain('Held for 14:32');
    expect(after(33_000)).toContain('Held for 13:59');
  });

  it('says once that time is short', () => {
    const after = show('2026-11-24T10:04:00Z');
    expect(after(0)).not.toContain('three minutes');
    expect(after(90_000)).toContain('Less than three minutes are left to pay.');
  });

  it('says that time is up, once', () => {
    const after = show('2026-11-24T10:00:02Z');
    expect(after(5_000)).toBe('The time to pay is up.');
    expect(over).toHaveBeenCalledTimes(1);
  });
});
