export default { displayName: 'trending-domain', preset: '../../../jest.preset.js' };
