export default { displayName: 'risk-contracts', preset: '../../../jest.preset.js' };
