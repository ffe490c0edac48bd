export default { displayName: 'stripe-emulator', preset: '../../jest.preset.js' };
