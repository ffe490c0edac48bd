export default { displayName: 'risk-domain', preset: '../../../jest.preset.js' };
