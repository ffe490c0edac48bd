export default { displayName: 'orders-server', preset: '../../../jest.preset.js' };
