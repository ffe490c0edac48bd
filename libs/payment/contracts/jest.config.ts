export default { displayName: 'payment-contracts', preset: '../../../jest.preset.js' };
