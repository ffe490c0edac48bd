export default { displayName: 'shared-util-money', preset: '../../../jest.preset.js' };
