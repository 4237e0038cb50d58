import { isUtf8 } from 'node:buffer';

/** Status, headers and cookies, as both forms of an answer have them. */
export interface HttpResultHead {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
}

/** An answer to API Gateway or a function's URL, format 2.0. */
export interface HttpResult extends HttpResultHead {
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

export function headOf({ status, headers }: Response): HttpResultHead {
  // Cookies have a place of their own, and the length is counted where the bytes go out.
  const left = [...headers].filter(([name]) => name !== 'set-cookie' && name !== 'content-length');
  return {
    statusCode: status,
    headers: Object.fromEntries(left),
    cookies: headers.getSetCookie(),
  };
}

export async function resultOf(response: Response): Promise<HttpResult> {
  const bytes = Buffer.from(await response.arrayBuffer());
  // What is UTF-8 comes out as the same bytes, whatever it is; only the rest has to be wrapped.
  const isText = isUtf8(bytes);
  const body = bytes.toString(isText ? 'utf8' : 'base64');
  return { ...headOf(response), body, isBase64Encoded: !isText };
}
