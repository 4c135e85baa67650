// Imported for its effect, before the first client is made: the AWS SDK prints on the standard error output which Node it
// will want next year. Who uses Pugmark has not chosen that Node. The variable is the SDK's own switch
// (`emitWarningIfUnsupportedVersion` of @aws-sdk/core).
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
