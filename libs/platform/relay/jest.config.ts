export default { displayName: 'relay', preset: '../../../jest.preset.js' };
