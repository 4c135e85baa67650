// Amazon Resource Names, and what the ones of principals name.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html

export type Arn = {
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  partition: string;
  service: string;
  /** Empty for global services. */
  region: string;
  /** Empty for S3 buckets and objects. */
  account: string;
  /** All after the fifth colon, further colons included. */
  resource: string;
};

/** Null for text that is no ARN. */
export function parseArn(text: string): Arn | null {
  const [, partition, service, region, account, resource] =
    /^arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws|):(.+)$/s.exec(text) ?? [];
  if (partition === undefined) return null;
  return { partition, service: service!, region: region!, account: account!, resource: resource! };
}

/**
 * - `user`, `role`: of IAM; `name` is without the path.
 * - `session`: of a role, with the role's name and the session's; `federated`: of GetFederationToken.
 */
export type Principal =
  | { kind: 'user' | 'role' | 'federated'; account: string; name: string }
  | { kind: 'session'; account: string; name: string; session: string }
  | { kind: 'root'; account: string };

/** Who an ARN names; null when it is no principal's. */
export function parsePrincipal(text: string): Principal | null {
  const arn = parseArn(text);
  if (!arn || (arn.service !== 'iam' && arn.service !== 'sts')) return null;
  const { account, resource } = arn;
  if (arn.service === 'iam' && resource === 'root') return { kind: 'root', account };
  const slash = resource.indexOf('/');
  const type = resource.slice(0, Math.max(0, slash));
  const rest = resource.slice(slash + 1);
  const name = rest.slice(rest.lastIndexOf('/') + 1);
  if (name === '') return null;
  if (arn.service === 'iam') return type === 'user' || type === 'role' ? { kind: type, account, name } : null;
  if (type === 'federated-user') return { kind: 'federated', account, name };
  if (type !== 'assumed-role' || rest === name) return null;
  const role = rest.slice(0, rest.lastIndexOf('/'));
  return { kind: 'session', account, name: role.slice(role.lastIndexOf('/') + 1), session: name };
}

/** An ARN as short as it still tells: `user/ana`, `deploy/release-2214`, `root of 111122223333`; other text as it is. */
export function shortPrincipal(text: string): string {
  const principal = parsePrincipal(text);
  if (principal === null) return text;
  switch (principal.kind) {
    case 'root':
      return `root of ${principal.account}`;
    case 'session':
      return `${principal.name}/${principal.session}`;
    default:
      return `${principal.kind === 'federated' ? 'federated-user' : principal.kind}/${principal.name}`;
  }
}
