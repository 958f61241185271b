
// Loaded with the module: what a browser must wait for has nothing to do here.
exports.initSync = function initSync() {};
exports.default = async function init() {};
