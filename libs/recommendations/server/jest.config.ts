export default { displayName: 'recommendations', preset: '../../../jest.preset.js' };
