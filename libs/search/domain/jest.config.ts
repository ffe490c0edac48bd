export default { displayName: 'search-domain', preset: '../../../jest.preset.js' };
