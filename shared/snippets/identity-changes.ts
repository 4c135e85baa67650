// Questions about access that someone gave, to others or to themselves.
import type { Snippet } from './snippet.ts';

export const identityChanges: Snippet[] = [
  {
    id: 'new-credentials',
    topic: 'Identity changes',
    title: 'Which users, access keys and console passwords were created or changed?',
    why: 'The usual way to stay: a new user, or a second key for an existing one. Compare who did it with whom it was done to; the new key id is the next one to follow.',
    sql: `SELECT
  eventtime,
  eventname,
  useridentity.arn AS by_principal,
  coalesce((requestparameters->>'userName'), (responseelements->>'$.user.userName')) AS target,
  (responseelements->>'$.accessKey.accessKeyId') AS new_key,
  errorcode,
  sourceipaddress,
  useragent
FROM cloudtrail
WHERE eventname IN (
  'CreateUser', 'CreateAccessKey', 'UpdateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile', 'ChangePassword',
  'UploadSSHPublicKey', 'CreateServiceSpecificCredential', 'GetFederationToken'
)
ORDER BY eventtime`,
  },
  {
    id: 'policies-attached',
    topic: 'Identity changes',
    title: 'Which permissions were given: policies attached, written, groups joined?',
    why: 'Privilege escalation in one list. AdministratorAccess, inline policies with "Action": "*" and changed default versions come first.',
    sql: `SELECT
  eventtime,
  eventname,
  useridentity.arn AS by_principal,
  coalesce((requestparameters->>'userName'), (requestparameters->>'roleName'), (requestparameters->>'groupName')) AS target,
  coalesce((requestparameters->>'policyArn'), (requestparameters->>'policyName'), (requestparameters->>'groupName')) AS given,
  regexp_matches(
    concat_ws(' ', (requestparameters->>'policyArn'), (requestparameters->>'policyDocument')),
    'AdministratorAccess|PowerUserAccess|IAMFullAccess|"Action"\\s*:\\s*\\[?\\s*"\\*"'
  ) AS wide,
  errorcode,
  sourceipaddress,
  (requestparameters->>'policyDocument') AS policy_document
FROM cloudtrail
WHERE eventname IN (
  'AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy', 'PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy',
  'CreatePolicy', 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'AddUserToGroup',
  'DeleteUserPermissionsBoundary', 'DeleteRolePermissionsBoundary'
)
ORDER BY wide DESC, eventtime`,
  },
  {
    id: 'trust-changes',
    topic: 'Identity changes',
    title: 'Which roles were created or opened to someone else?',
    why: 'A trust policy that names a foreign account, or "*", is a back door that survives every key rotation. The accounts named in the policy are listed.',
    sql: `WITH changes AS (
  SELECT
    *,
    coalesce(
      (requestparameters->>'assumeRolePolicyDocument'),
      (requestparameters->>'policyDocument')
    ) AS trust_policy
  FROM cloudtrail
  WHERE eventname IN ('CreateRole', 'UpdateAssumeRolePolicy')
)
SELECT
  eventtime,
  eventname,
  useridentity.arn AS by_principal,
  (requestparameters->>'roleName') AS role,
  list_distinct(regexp_extract_all(trust_policy, '(\\d{12})', 1)) AS accounts_named,
  list_filter(accounts_named, lambda account: account <> recipientaccountid) AS foreign_accounts,
  regexp_matches(trust_policy, '"AWS"\\s*:\\s*\\[?\\s*"\\*"|"Principal"\\s*:\\s*"\\*"') AS open_to_all,
  errorcode,
  sourceipaddress,
  trust_policy
FROM changes
ORDER BY eventtime`,
  },
  {
    id: 'federation-changes',
    topic: 'Identity changes',
    title: 'Were identity providers or certificates added that can issue access?',
    why: 'A SAML or OIDC provider, or a Roles Anywhere trust anchor, lets its owner create sessions at will. These change rarely and always on purpose.',
    sql: `SELECT
  eventtime,
  eventsource,
  eventname,
  useridentity.arn AS by_principal,
  errorcode,
  sourceipaddress,
  useragent,
  requestparameters
FROM cloudtrail
WHERE eventname IN (
  'CreateSAMLProvider', 'UpdateSAMLProvider', 'CreateOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint',
  'AddClientIDToOpenIDConnectProvider', 'CreateTrustAnchor', 'UpdateTrustAnchor', 'ImportCrl',
  'CreateAccountAssignment', 'AttachManagedPolicyToPermissionSet', 'PutInlinePolicyToPermissionSet'
) OR (eventsource = 'rolesanywhere.amazonaws.com' AND eventname IN ('CreateProfile', 'UpdateProfile'))
ORDER BY eventtime`,
  },
];
