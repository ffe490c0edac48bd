export default { displayName: 'payment-server', preset: '../../../jest.preset.js', testTimeout: 30_000 };
