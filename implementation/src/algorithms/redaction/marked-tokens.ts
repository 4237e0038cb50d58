import { isWordUnit } from './neighbourhood.ts';
import type { Finder } from './personal-kinds.ts';

/** Tokens that their makers gave a mark of their own: how they begin, and what follows. */
const tokens: readonly (readonly [begin: string, rest: string])[] = [
  ['(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ABIA|ACCA)', '[A-Z0-9]{16}'], // AWS
  ['AIza', '[0-9A-Za-z_-]{35}'], // Google
  ['ya29\\.', '[0-9A-Za-z_-]{20,500}'],
  ['GOCSPX-', '[0-9A-Za-z_-]{20,60}'],
  ['gh[pousr]_', '[0-9A-Za-z]{30,255}'], // GitHub
  ['github_pat_', '[0-9A-Za-z_]{22,255}'],
  ['gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent|oas|ffct|wt)-', '[0-9A-Za-z_.-]{20,300}'], // GitLab
  ['xox[abceoprs]-', '[0-9A-Za-z-]{10,250}'], // Slack
  ['xox[abceoprs]\\.xox[bp]-', '[0-9A-Za-z-]{10,250}'],
  ['xapp-', '[0-9A-Za-z-]{10,250}'],
  ['https://hooks\\.slack\\.com/(?:services|workflows)/', '[0-9A-Za-z/]{20,80}'],
  ['https://(?:\\w{1,10}\\.)?discord(?:app)?\\.com/api/webhooks/', '[0-9A-Za-z_/-]{60,120}'],
  ['[srp]k_(?:live|test|prod)_', '[0-9A-Za-z]{10,250}'], // Stripe
  ['whsec_', '[0-9A-Za-z+/=]{16,100}'],
  ['sk-', '(?:ant-|proj-|svcacct-|admin-|or-)?[0-9A-Za-z_-]{20,250}'], // Anthropic, OpenAI and kin
  ['(?:gsk|hf|r8|xai|tgp_v1|fw|csk|pplx|nvapi|tvly)[_-]', '[0-9A-Za-z_-]{20,150}'],
  ['npm_', '[0-9A-Za-z]{30,100}'],
  ['pypi-', '[0-9A-Za-z_-]{16,250}'],
  ['rubygems_', '[0-9a-f]{48}'],
  ['dckr_pat_', '[0-9A-Za-z_-]{20,60}'],
  ['SG\\.', '[0-9A-Za-z_-]{16,64}\\.[0-9A-Za-z_-]{16,64}'], // SendGrid
  ['SK[0-9a-f]', '[0-9a-f]{31}'], // Twilio
  ['key-[0-9a-f]', '[0-9a-f]{31}'], // Mailgun
  ['do[opr]_v1_', '[0-9a-f]{64}'], // DigitalOcean
  ['shp(?:at|ca|pa|ss)_', '[0-9A-Fa-f]{32}'], // Shopify
  ['sq0(?:atp|csp|idp)-', '[0-9A-Za-z_-]{22,60}'], // Square
  ['EAA[A-Z]', '[0-9A-Za-z]{40,250}'], // Facebook
  ['AGE-SECRET-KEY-1', '[0-9A-Z]{58}'],
  ['hv[sbr]\\.', '[0-9A-Za-z_-]{20,200}'], // HashiCorp Vault
  ['dapi[0-9a-f]', '[0-9a-f]{31}'], // Databricks
  ['PMAK-', '[0-9a-f]{24}-[0-9a-f]{34}'], // Postman
  ['NRAK-', '[0-9A-Z]{27}'], // New Relic
  ['lin_api_', '[0-9A-Za-z]{32,64}'], // Linear
  ['sntrys_', '[0-9A-Za-z+/=_-]{40,300}'], // Sentry
  ['sbp_', '[0-9a-f]{40}'], // Supabase
  ['pat-(?:na|eu)1-', '[0-9a-f-]{36}'], // HubSpot
  ['AT(?:ATT3x|BB)', '[0-9A-Za-z_=.-]{24,250}'], // Atlassian
  ['(?:ntn|secret)_', '[0-9A-Za-z]{40,60}'], // Notion
  ['(?:figd|glsa|glc)_', '[0-9A-Za-z_=+/-]{30,300}'], // Figma, Grafana
  ['CFPAT-', '[0-9A-Za-z_-]{40,60}'], // Contentful
  ['(?:LTAI|AKID)', '[0-9A-Za-z]{16,32}'], // Alibaba, Tencent
  ['eyJ', '[0-9A-Za-z_-]{8,4000}\\.[0-9A-Za-z_-]{2,8000}(?:\\.[0-9A-Za-z_-]{0,4000}){0,3}'], // JWT
  ['(?:AccountKey|SharedAccessSignature|SharedAccessKey)=', '[0-9A-Za-z+/=%&]{20,250}'], // Azure
];
const BEGIN = new RegExp(tokens.map(([begin]) => begin).join('|'), 'g');
const WHOLE = new RegExp(tokens.map(([begin, rest]) => begin + rest).join('|'), 'y');

/** Tokens of known makers. */
export const findMarkedTokens: Finder = {
  needs: {
    marks: `akia asia aroa aida agpa anpa abia acca aiza _ya_ gocs _ghp _gho _ghu _ghs _ghr gith glpa
      gldt glrt glcb glpt glft glso glim glag gloa glff glwt _xox xapp slac disc _sk_ _rk_ _pk_ whse
      _gsk _hf_ _r__ _xai _tgp _fw_ _csk pplx nvap tvly _npm pypi ruby dckr _sg_ _ska _skb _skc _skd
      _ske _skf _key _doo _dop _dor shpa shpc shpp shps _sq_ _eaa _age _hvs _hvb _hvr dapi pmak nrak _lin sntr _sbp _pat atat atbb _ntn secr figd glsa _glc cfpa ltai akid
      _eyj acco shar`,
  },
  find(text, found) {
    let free = 0;
    for (const { index: start } of text.matchAll(BEGIN)) {
      const before = text[start - 1];
      if (start < free || before === '-' || isWordUnit(text.charCodeAt(start - 1))) continue;
      WHOLE.lastIndex = start;
      if (!WHOLE.test(text)) continue;
      free = WHOLE.lastIndex;
      found.push({ kind: 'secret', start, end: free });
    }
  },
};

const SHAPED =
  /(?<![0-9A-Za-z_~.-])(?:[0-9]{8,10}:[0-9A-Za-z_-]{35}|[MNO][0-9A-Za-z_-]{23,27}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,38}|[0-9a-f]{32}-us[0-9]{1,2}|[0-9A-Za-z_~.-]{3}[78]Q~[0-9A-Za-z_~.-]{31,34})(?![0-9A-Za-z_~-])/g;

/** Tokens without a word in front that still have a form of their own: Telegram, Discord, Mailchimp, Azure. */
export const findShapedTokens: Finder = {
  needs: { run: 35, units: ':.-~' },
  find(text, found) {
    for (const { index: start, 0: token } of text.matchAll(SHAPED)) {
      found.push({ kind: 'secret', start, end: start + token.length });
    }
  },
};
