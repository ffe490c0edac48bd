export default { displayName: 'catalog-server', preset: '../../../jest.preset.js' };
