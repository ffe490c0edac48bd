import { TestBed } from '@angular/core/testing';
import { Toaster } from './toaster';

describe('Toaster', () => {
  let toaster: Toaster;
  const shown = () => toaster.toasts().map(({ message }) => message);

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick'] });
    toaster = TestBed.inject(Toaster);
  });

  afterEach(() => jest.useRealTimers());

  it('lets a message go by itself', () => {
    toaster.show('Saved');
    expect(shown()).toEqual(['Saved']);
    jest.advanceTimersByTime(6_000);
    expect(shown()).toEqual([]);
  });

  it('keeps a message while it is looked at', () => {
    toaster.show('Removed', { action: { label: 'Undo', run: () => undefined } });
    const id = toaster.toasts()[0]?.id ?? 0;
    toaster.hold(id);
    jest.advanceTimersByTime(60_000);
    expect(shown()).toEqual(['Removed']);
    toaster.release(id);
    jest.advanceTimersByTime(6_000);
    expect(shown()).toEqual([]);
  });

  it('shows the three newest', () => {
    for (const message of ['a', 'b', 'c', 'd']) toaster.show(message);
    expect(shown()).toEqual(['b', 'c', 'd']);
  });
});
