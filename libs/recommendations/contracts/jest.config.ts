export default { displayName: 'recommendations-contracts', preset: '../../../jest.preset.js' };
