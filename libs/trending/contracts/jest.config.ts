export default { displayName: 'trending-contracts', preset: '../../../jest.preset.js' };
