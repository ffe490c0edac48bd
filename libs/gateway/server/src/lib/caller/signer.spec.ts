import { Signer } from './signer';

describe('Signer', () => {
  const signer = new Signer('a-secret-of-some-length-for-the-spec');

  it('knows its own signature', () => {
    const signed = signer.sign('visitor', 'v-1');
    expect(signer.verify('visitor', signed)).toBe('v-1');
  });

  it('refuses a changed text, another purpose, another secret and rubbish', () => {
    const signed = signer.sign('visitor', 'v-1');
    expect(signer.verify('visitor', signed.replace('v-1', 'v-2'))).toBeUndefined();
    expect(signer.verify('csrf', signed)).toBeUndefined();
    expect(new Signer('another-secret-of-some-length-too').verify('visitor', signed)).toBeUndefined();
    for (const rubbish of ['', '.', 'v-1', 'v-1.', '.abc']) expect(signer.verify('visitor', rubbish)).toBeUndefined();
  });

  it('makes tokens that differ and all prove their binding', () => {
    const [first, second] = [signer.tokenFor('csrf', 'session-a'), signer.tokenFor('csrf', 'session-a')];
    expect(first).not.toBe(second);
    expect(signer.proves('csrf', first, 'session-a')).toBe(true);
    expect(signer.proves('csrf', second, 'session-b')).toBe(false);
  });
});
