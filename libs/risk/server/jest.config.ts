export default { displayName: 'risk-server', preset: '../../../jest.preset.js' };
