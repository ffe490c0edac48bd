export default { displayName: 'payment-domain', preset: '../../../jest.preset.js' };
