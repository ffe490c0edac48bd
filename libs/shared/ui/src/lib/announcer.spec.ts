import { effect, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Announcer } from './announcer';

describe('Announcer', () => {
  it('says the same words twice when they are said twice', () => {
    const announcer = TestBed.inject(Announcer);
    announcer.say('Added.');
    const once = announcer.message();
    announcer.say('Added.');
    expect(announcer.message()).not.toBe(once);
    expect(announcer.message().trim()).toBe('Added.');
  });

  it('is said to by an effect once for each change', () => {
    const announcer = TestBed.inject(Announcer);
    const words = signal('One');
    let runs = 0;
    TestBed.runInInjectionContext(() =>
      effect(() => {
        runs += 1;
        announcer.say(words());
      }),
    );
    TestBed.tick();
    words.set('Two');
    TestBed.tick();
    expect(runs).toBe(2);
    expect(announcer.message()).toBe('Two');
  });
});
