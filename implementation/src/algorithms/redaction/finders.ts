import { findAnnouncedNames, findMailboxNames, findQuotedNames } from './announced-names.ts';
import {
  findAnnouncedNationalIds,
  findDriverLicences,
  findPassports,
} from './find-announced-ids.ts';
import { findAssignedSecrets } from './find-assigned-secrets.ts';
import { findBirthDates } from './find-birth-dates.ts';
import { findCards } from './find-cards.ts';
import { findCredentialUrls } from './find-credential-urls.ts';
import { findEmails } from './find-emails.ts';
import { findIbans } from './find-ibans.ts';
import { findNationalIds } from './find-national-ids.ts';
import { findIpv4, findIpv6, findMacAddresses } from './find-network-addresses.ts';
import { findPhones } from './find-phones.ts';
import {
  findAnnouncedAddresses,
  findNumberedStreets,
  findOtherAddresses,
} from './find-postal-addresses.ts';
import { findHeaderSecrets, findKeyLikes, findPrivateKeys } from './find-secrets.ts';
import { findWallets } from './find-wallets.ts';
import { findMarkedTokens, findShapedTokens } from './marked-tokens.ts';
import type { Finder } from './personal-kinds.ts';
import { findBracketedEmails, findEncodedEmails, findSpelledEmails } from './spelled-emails.ts';

/** All of them; which of two places wins is decided by their kinds, not by this order. */
export const finders: readonly Finder[] = [
  findPrivateKeys,
  findMarkedTokens,
  findShapedTokens,
  findHeaderSecrets,
  findKeyLikes,
  findAssignedSecrets,
  findCredentialUrls,
  findEmails,
  findBracketedEmails,
  findSpelledEmails,
  findEncodedEmails,
  findIbans,
  findWallets,
  findCards,
  findNationalIds,
  findAnnouncedNationalIds,
  findPassports,
  findDriverLicences,
  findIpv4,
  findIpv6,
  findMacAddresses,
  findBirthDates,
  findPhones,
  findNumberedStreets,
  ...findOtherAddresses,
  findAnnouncedAddresses,
  ...findAnnouncedNames,
  findMailboxNames,
  findQuotedNames,
];
