// Who a CloudTrail record says made the request, as SQL over its `useridentity`: the name of a caller without a key, and what
// a row is looked up by in the table of actors.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html

/** What is kept of an identity: column of `session_uses` → place in `useridentity`. */
export const identityFields = {
  key: 'accessKeyId',
  type: 'type',
  principal_id: 'principalId',
  arn: 'arn',
  account: 'accountId',
  invoked_by: 'invokedBy',
  user_name: 'userName',
  provider: 'identityProvider',
  behalf_of: 'onBehalfOf.userId',
  issued_to: 'inScopeOf.credentialsIssuedTo',
  mfa: 'sessionContext.attributes.mfaAuthenticated',
  created: 'sessionContext.attributes.creationDate',
  role: 'sessionContext.sessionIssuer.arn',
  source_identity: 'sessionContext.sourceIdentity',
  delivery: 'sessionContext.ec2RoleDelivery',
  web_provider: 'sessionContext.webIdFederationData.federatedProvider',
} as const;

export type IdentityField = keyof typeof identityFields;

/** Empty text is no value: old records have `"accessKeyId":""`. */
export const identityPlace = (field: IdentityField): string =>
  `nullif(useridentity.${identityFields[field]
    .split('.')
    .map((name) => (name === 'type' ? '"type"' : name))
    .join('.')}, '')`;

/**
 * A caller by name. Federated users are named by their principal id, which holds the provider: two providers may know the same
 * user name. @param place SQL of a field of the identity
 */
export function callerName(place: (field: IdentityField) => string): string {
  const type = place('type');
  return `coalesce(${place('arn')}, CASE
    WHEN ${type} IN ('SAMLUser', 'WebIdentityUser') THEN coalesce(${place('principal_id')}, ${place('user_name')})
    WHEN ${type} IS NULL OR ${type} = 'AWSService' THEN ${place('invoked_by')} ELSE ${place('principal_id')} END,
    ${place('invoked_by')}, ${place('principal_id')}, ${place('user_name')}, ${place('behalf_of')}, ${place('account')})`;
}

/** The key, or for requests without one the caller's principal id: what a row is looked up by in the table of actors. */
export const actorKey = `coalesce(${identityPlace('key')}, ${identityPlace('principal_id')})`;
