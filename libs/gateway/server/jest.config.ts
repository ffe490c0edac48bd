export default { displayName: 'gateway-server', preset: '../../../jest.preset.js' };
