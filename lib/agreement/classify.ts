import type { ConditionKind } from "@/lib/domain/kind";

/** One sign of a kind: words that must stand in the clause, and how much they weigh. */
type Sign = { kind: ConditionKind; words: RegExp; weight: number; with?: RegExp; without?: RegExp };

/**
 * The signs of each kind. A clause takes the kind of its heaviest sign, and a sign weighs more the nearer it stands to
 * the clause's beginning: what a clause calls for comes before what the thing called for must say.
 */
const signs: readonly Sign[] = [
  { kind: "lock-up", words: /\block-?\s?up\b|\bstandstill agreements?\b/i, weight: 4 },
  {
    kind: "lock-up",
    words:
      /\b(?:letters?|agreements?)\b[^.;]{0,120}\bfrom (?:each|all)\b[^.;]{0,60}\b(?:officers?|directors?|stockholders?|shareholders?|holders?)\b/i,
    weight: 4.5,
  },
  {
    kind: "lock-up",
    words:
      /\b(?:officers?|directors?|stockholders?|shareholders?)\b[^.;]{0,160}\b(?:not to (?:sell|offer|dispose)|restrict(?:ing|ions) (?:on )?(?:sales?|transfer|disposition))/i,
    weight: 3.5,
  },
  {
    kind: "comfort-letter",
    words: /\bcomfort(?:"|') ?letters?|\bcomfort letters?\b|\bbring-?down (?:comfort )?letters?\b/i,
    weight: 4.2,
  },
  {
    kind: "comfort-letter",
    words:
      /\b(?:accountants?|auditors?|public accounting firm|accounting firm|Ernst & Young|KPMG|Deloitte|Pricewaterhouse\w*|Price Waterhouse|Arthur Andersen|Coopers & Lybrand|Grant Thornton|BDO|McGladrey|RSM US|Crowe|Marcum|Moss Adams|PwC)\b/i,
    weight: 3.8,
    with: /\bletters?\b|\bagreed-upon procedures\b/i,
    without: /^[^.;]{0,400}\bcertificates?\b[^.;]{0,60}\bofficer/i,
  },
  { kind: "comfort-letter", words: /\bagreed-upon procedures\b/i, weight: 4 },
  {
    // A letter that is no lawyer's, no holder's and no agency's is the accountants', whom the words may give by name alone.
    kind: "comfort-letter",
    words: /\bshall (?:not )?have\b[^;]{0,260}?\bletters?\b/i,
    weight: 3.1,
    without:
      /\b(?:opinions?|lock-?up|reliance letters?|directors?|stockholders?|shareholders?|rating(?:s)? (?:agenc|letter|organi)|Moody's|Standard & Poor's|S&P|Fitch|disclosure letters?|assurance)\b/i,
  },
  {
    kind: "opinion",
    words: /\b(?:opinions?|opinion letters?)\b/i,
    weight: 3.4,
    with: /\b(?:counsel|LLP|L\.L\.P\.|Esq|attorney|solicitor|law firm|advis[eo]r)\b/i,
  },
  { kind: "opinion", words: /\bnegative[- ]assurance\b|\b10b-5\b|\bdisclosure letters?\b/i, weight: 3.4 },
  { kind: "opinion", words: /\bopinions?\b/i, weight: 2 },
  {
    kind: "officers-certificate",
    words: /\bcertificates?\b/i,
    weight: 3.4,
    with: /\bcertificates?\b[^;]{0,260}\b(?:officers?|presidents?|vice[- ]presidents?|chief|treasurer|chair(?:man|woman|person)?|controller|general partner|managers?|signed|executed by|attorney-in-fact|partner)\b|\bofficers?'? certificates?\b/i,
    without:
      /\bcertificates? of (?:the )?secretary\b|\bsecretary'?s'? certificates?\b|\bgood standing\b|\bincumbency\b/i,
  },
  {
    kind: "officers-certificate",
    words:
      /\b(?:company|issuers?|guarantors?|depositor|partnership|seller|trust|selling (?:stock|share)holders?)\b[^.;]{0,120}\bshall have (?:furnished|delivered|caused to be (?:furnished|delivered))\b[^.;]{0,80}\bcertificates?\b/i,
    weight: 3,
    without: /\bgood standing\b|\bsecretary\b/i,
  },
  {
    kind: "certificate",
    words:
      /\bsecretary'?s'? certificates?\b|\bcertificates? (?:of|from|signed by|executed by) (?:the |an? )?(?:\w+ )?secretary\b/i,
    weight: 3.9,
  },
  {
    kind: "certificate",
    words: /\bgood[- ]standing\b|\bincumbency\b|\bForm W-[89]|\bcertificates? of non-?foreign\b/i,
    weight: 3.2,
  },
  {
    kind: "no-downgrade",
    words:
      /\bdowngrad|\blower(?:ed|ing)\b[^.;]{0,60}\brating|\brating[^.;]{0,80}\b(?:lowered|reduced|withdrawn)|\bsurveillance or review\b|\b(?:rating accorded|ratings? (?:assigned|of any))\b/i,
    weight: 3.9,
  },
  {
    kind: "market-out",
    words:
      /\b(?:suspension|limitation|suspended|limited)\b[^.;]{0,60}\b(?:of|in) trading\b|\btrading\b[^.;]{0,120}\b(?:suspended|limited)\b|\bmoratorium\b|\boutbreak or escalation\b|\bhostilities\b|\bminimum prices\b/i,
    weight: 3.6,
  },
  {
    kind: "no-adverse-change",
    words:
      /\bmaterial(?:ly)? adverse (?:change|effect)|\badverse change|\bloss or interference\b|\bprospective (?:material )?(?:adverse )?change|\bchange in the (?:capital stock|share capital|capitalization|partners' capital)\b|\bany change or decrease\b|\bmaterial (?:loss|change)\b|\bany (?:\w+ )?change in (?:the |its )?(?:business|condition|financial|properties|affairs|general affairs|results|earnings)\b|\bchange, or any development\b/i,
    weight: 3.5,
  },
  {
    kind: "filing",
    words:
      /\bstop order\b|\brule 424\b|\brule 433\b|\brule 430A\b|\brule 462\b|\bregistration statements?\b[^.;]{0,140}\b(?:have become|has become|became|been declared|is|be|remain) effective\b|\bprospectus\b[^.;]{0,140}\b(?:have|has) been (?:\w+ )?filed\b|\bform 8-A\b|\bsuspending the (?:effectiveness|use|qualification)\b/i,
    weight: 3.6,
    without: /^[^.;]{0,200}\b(?:opinion|certificate)\b/i,
  },
  {
    kind: "listing",
    words:
      /\b(?:approved|authorized|accepted|duly listed|listed|admitted|application)\b[^.;]{0,120}\b(?:for listing|listing|listed|quotation|trading|admission|inclusion)\b|\b(?:for|to) (?:listing|quotation|trading|inclusion)\b|\blist(?:ed|ing)\b[^.;]{0,90}\b(?:exchange|nasdaq|nyse|amex)\b/i,
    weight: 3.5,
    with: /\bexchange\b|\bnasdaq\b|\bnyse\b|\bamex\b|\bmarket\b|\bAIM\b/i,
  },
  {
    kind: "representations-accuracy",
    words: /\brepresentations? and warrant(?:y|ies)\b|\brepresentations\b[^.;]{0,60}\b(?:true|accurate)\b/i,
    weight: 3.2,
    with: /\b(?:true|correct|accura)/i,
  },
  {
    kind: "performance",
    words:
      /\b(?:performed|complied with|satisfied)\b[^.;]{0,60}\b(?:all|each|every|its|their)\b[^.;]{0,60}\b(?:obligations|agreements|covenants|conditions)\b|\b(?:obligations|agreements|covenants)\b[^.;]{0,120}\b(?:been|have) (?:duly )?(?:performed|complied)/i,
    weight: 2.9,
  },
  {
    kind: "consent",
    words:
      /\b(?:consents?|approvals?|waivers?)\b[^.;]{0,120}\bshall have been (?:duly )?(?:obtained|received|given|granted|made)\b/i,
    weight: 3,
  },
  {
    kind: "mechanics",
    words: /\bcross-?\s?receipts?\b|\bwire (?:transfer )?instructions\b|\bpayment of the purchase price shall\b/i,
    weight: 3,
  },
  {
    kind: "other",
    words:
      /\bsuch (?:other|further|additional|customary|documents)\b[^.;]{0,80}\b(?:documents?|certificates?|information|instruments|evidence|opinions?|papers)\b|\b(?:further|additional) (?:customary )?(?:information|documents|certificates|instruments|evidence)\b|\ball (?:corporate )?proceedings\b/i,
    weight: 3.7,
  },
  {
    kind: "other",
    words: /\bFINRA\b|\bNASD\b|\bNational Association of Securities Dealers\b/i,
    weight: 3.1,
    without: /\bopinion\b/i,
  },
  {
    kind: "other",
    words: /\bDTC\b|\bDepository Trust\b/i,
    weight: 2,
    with: /\b(?:eligible|accepted|clearance|settlement)\b/i,
  },
  {
    kind: "other",
    words: /\bobligations?\b[^.;]{0,80}\bto purchase (?:the )?(?:additional|option|any (?:additional|option))\b/i,
    weight: 5,
  },
];

/** Captions say the kind outright. */
const captions: readonly [ConditionKind, RegExp][] = [
  [
    "other",
    /\b(?:additional documents?|further (?:information|documents)|other documents|(?:termination|waiver)|option(?:al)? (?:shares|securities|closing)|over-?allotment)\b/i,
  ],
  ["lock-up", /\block-?\s?ups?\b/i],
  ["comfort-letter", /\bcomfort\b|\baccountants?'?s?\b|\bauditors?'?s?\b|\bbring-?down letters?\b/i],
  ["opinion", /\bopinions?\b|\bnegative assurance\b|\b10b-5\b|\blegal matters\b|\bcounsel\b/i],
  ["certificate", /\bsecretary\b|\bgood standings?\b|\bincumbency\b/i],
  [
    "officers-certificate",
    /\bofficers?'?s?\b[^.]{0,20}\bcertificates?\b|\bcertificates? of (?:the )?(?:officers?|company|chief|issuers?|selling)|\bC[EF]O certificates?\b|\bchief financial officer|\bcertificates?\b/i,
  ],
  [
    "no-downgrade",
    /\bdowngrad|\bno (?:change in )?ratings?\b|\bmaintenance of ratings?\b|\bratings? agency (?:condition|change)/i,
  ],
  ["market-out", /\bmarket (?:disruption|out|conditions)\b|\bsuspension of trading\b|\bno (?:trading )?suspension\b/i],
  ["no-adverse-change", /\badverse (?:change|effect|development)\b|\bcertain changes\b|\bno (?:material )?changes?\b/i],
  [
    "filing",
    /\bstop orders?\b|\bregistration statement\b|\bregistration (?:compliance|requirements)\b|\beffectiveness\b|\bcommission filings?\b|\bfilings?\b|\b424\b|\b462\b|\bprospectus\b/i,
  ],
  ["listing", /\blist(?:ed|ing)\b|\bquotation\b|\bnasdaq\b|\bNYSE\b/i],
  ["representations-accuracy", /\brepresentations\b/i],
  ["performance", /\bperformance\b|\bcompliance with (?:agreements|covenants|obligations)\b|\bcovenants\b/i],
  ["consent", /\bconsents?\b|\bapprovals\b/i],
  ["mechanics", /\bcross-?receipts?\b|\bpayment\b/i],
  [
    "other",
    /\bFINRA\b|\bNASD\b|\bno objections?\b|\bDTC\b|\blegal impediment\b|\bdelivery of (?:the )?prospectus|\bdue diligence\b|\bclearance\b/i,
  ],
];

/** How far into a clause its kind is looked for. */
const reach = 1600;

/** The kind of a clause, from its caption and its words (without label and caption). */
export function classify(caption: string | null, words: string): ConditionKind {
  const score = new Map<ConditionKind, number>();
  const add = (kind: ConditionKind, weight: number) => score.set(kind, Math.max(score.get(kind) ?? 0, weight));
  const text = words.slice(0, reach);
  for (const { kind, words: sign, weight, with: also, without } of signs) {
    const match = sign.exec(text);
    if (!match) continue;
    if (also && !also.test(text)) continue;
    if (without?.test(text)) continue;
    add(kind, weight - Math.min(2.6, match.index / 260));
  }
  if (caption !== null) {
    const named = firstNamed(caption);
    if (named) score.set(named, (score.get(named) ?? 0) + 4);
  }
  let best: ConditionKind = "other";
  let most = 0.9;
  for (const [kind, weight] of score) {
    if (weight > most) {
      best = kind;
      most = weight;
    }
  }
  return best;
}

/** The kind that a caption names first; where it names two at one place, the one listed first. */
function firstNamed(caption: string): ConditionKind | null {
  let first: { at: number; kind: ConditionKind } | null = null;
  for (const [kind, words] of captions) {
    const match = words.exec(caption);
    if (match && (first === null || match.index < first.at)) first = { at: match.index, kind };
  }
  return first?.kind ?? null;
}
