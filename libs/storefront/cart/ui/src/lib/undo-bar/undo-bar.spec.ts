import { TestBed } from '@angular/core/testing';
import { UndoBar } from './undo-bar';

describe('undo bar', () => {
  const expired = jest.fn();
  const undo = jest.fn();

  async function show() {
    const fixture = TestBed.createComponent(UndoBar);
    fixture.componentRef.setInput('title', 'Sand jacket');
    fixture.componentInstance.expired.subscribe(expired);
    fixture.componentInstance.undo.subscribe(undo);
    fixture.detectChanges();
    return fixture.nativeElement as HTMLElement;
  }

  beforeEach(() => {
    jest.useFakeTimers();
    expired.mockClear();
    undo.mockClear();
  });

  afterEach(() => jest.useRealTimers());

  it('offers to put the line back', async () => {
    const host = await show();
    host.querySelector('button')?.click();
    expect(undo).toHaveBeenCalled();
    expect(host.getAttribute('role')).toBe('status');
  });

  it('goes by itself, but not while it is looked at', async () => {
    const host = await show();
    host.dispatchEvent(new Event('mouseenter'));
    jest.advanceTimersByTime(60_000);
    expect(expired).not.toHaveBeenCalled();
    host.dispatchEvent(new Event('mouseleave'));
    jest.advanceTimersByTime(8_000);
    expect(expired).toHaveBeenCalledTimes(1);
  });
});
