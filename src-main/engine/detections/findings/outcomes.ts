// What the outcomes of log records say when all went well, in lower case; every other outcome is a refusal or a failure.
export const successOutcomes = ['success', 'accept', 'allow', 'allowed', 'ok', 'succeeded', 'pass'];
