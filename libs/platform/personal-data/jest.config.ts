export default { displayName: 'personal-data', preset: '../../../jest.preset.js' };
