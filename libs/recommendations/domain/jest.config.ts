export default { displayName: 'recommendations-domain', preset: '../../../jest.preset.js' };
