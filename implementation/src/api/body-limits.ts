/** A whole request body: a long mail with room to spare. */
export const bodyBytes = 1024 * 1024;
/** Longer mails than an API client may send: the limit of a body is raised on this route. */
export const mailBytes = 2 * bodyBytes;
/** A message of a chat holds at most this many UTF-8 bytes. */
export const chatMessageBytes = 32_768;
