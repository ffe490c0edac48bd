export default { displayName: 'search-contracts', preset: '../../../jest.preset.js' };
