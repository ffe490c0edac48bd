export default { displayName: 'orders-contracts', preset: '../../../jest.preset.js' };
