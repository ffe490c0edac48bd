export default { displayName: 'trending', preset: '../../../jest.preset.js' };
