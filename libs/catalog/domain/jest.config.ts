export default { displayName: 'catalog-domain', preset: '../../../jest.preset.js' };
