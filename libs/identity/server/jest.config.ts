export default { displayName: 'identity-server', preset: '../../../jest.preset.js' };
