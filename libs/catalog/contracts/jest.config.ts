export default { displayName: 'catalog-contracts', preset: '../../../jest.preset.js' };
