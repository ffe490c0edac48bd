export default { displayName: 'identity-contracts', preset: '../../../jest.preset.js' };
