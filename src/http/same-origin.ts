import { isLoopback } from '../config/settings.js';
import type { Refusal } from './refusal.js';

export interface RequestOrigin {
  readonly method: string;
  /** `Host` as sent */
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Without sign-in, being on this machine is the only right there is. A page of another site in the same browser must not use
 * it: not by posting here, and not by a name that it points to this machine (DNS rebinding). Null where the request may pass.
 */
export function foreignRequest(request: RequestOrigin): Refusal | null {
  const { method, host = '', origin, secFetchSite } = request;
  if (!isLoopback(hostName(host))) return { code: 'host.foreign', parameters: { host } };
  if (SAFE_METHODS.has(method)) return null;
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin' && secFetchSite !== 'none') {
    return { code: 'origin.foreign', parameters: { origin: origin ?? secFetchSite } };
  }
  if (origin !== undefined && !isOriginOf(origin, host)) return { code: 'origin.foreign', parameters: { origin } };
  return null;
}

/** `[::1]:8161` -> `::1`, `localhost:8161` -> `localhost` */
function hostName(host: string): string {
  return /^\[([^\]]+)\](:\d+)?$/.exec(host)?.[1] ?? host.replace(/:\d+$/, '').toLowerCase();
}

function isOriginOf(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host.toLowerCase();
  } catch {
    return false;
  }
}
