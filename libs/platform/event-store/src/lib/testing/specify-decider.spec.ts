import { specifyDecider } from './specify-decider';

type Event = { readonly type: 'opened' } | { readonly type: 'closed' };

const door = specifyDecider<boolean, 'open' | 'close', Event>({
  initialState: () => false,
  evolve: (_, { type }) => type === 'opened',
  decide: (open, command) => {
    if (open && command === 'open') throw Object.assign(new Error('it is open'), { code: 'door.open' });
    if (!open && command === 'close') return [];
    return [{ type: command === 'open' ? 'opened' : 'closed' }];
  },
});

describe('specifyDecider', () => {
  it('passes when the decision is the expected one', () => {
    door.given().when('open').then({ type: 'opened' });
    door.given({ type: 'opened' }, { type: 'closed' }).when('close').thenNothing();
    door.given({ type: 'opened' }).when('open').thenThrows('door.open');
    expect(door.given({ type: 'opened' }).state()).toBe(true);
  });

  it('fails when something else happens', () => {
    expect(() => door.given().when('open').then({ type: 'closed' })).toThrow();
    expect(() => door.given().when('open').thenNothing()).toThrow();
    expect(() => door.given().when('open').thenThrows('door.open')).toThrow('the command was accepted');
    expect(() => door.given({ type: 'opened' }).when('open').thenThrows('door.jammed')).toThrow();
  });
});
