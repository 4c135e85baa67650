// A login as `connect` gives it, for tests of what is done with one.
import type { Login } from '../../../shared/contract/aws.ts';
import { createLogins, type OpenLogin } from '../../../src-main/engine/sources/aws/logins.ts';

export async function openLogin(login: Login): Promise<OpenLogin & { renew(renewed: Login): Promise<unknown> }> {
  const logins = createLogins();
  const { loginId } = await logins.connect({ login });
  // The same object, not a copy: what it says changes when it is renewed.
  return Object.assign(logins.find(loginId)!, {
    renew: (renewed: Login) => logins.connect({ login: renewed, loginId }),
  });
}
