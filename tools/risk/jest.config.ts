export default { displayName: 'risk-tools', preset: '../../jest.preset.js' };
