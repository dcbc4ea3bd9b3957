/** A Time of Delivery's conditions with what was delivered and signed, in one statement: the least that a list needs. */
export const listSql = `
  SELECT c.id, c.label, c.title, c.kind, c.mode, c.requires,
    (SELECT json_agg(json_build_object('title', d.title, 'versions',
       (SELECT json_agg(json_build_object('number', v.number, 'sha256', v.sha256, 'stage', v.stage)) FROM "Version" v WHERE v."deliverableId" = d.id)))
     FROM "Deliverable" d WHERE d."conditionId" = c.id) AS deliverables,
    (SELECT json_agg(json_build_object('basis', s.basis, 'role', s.role, 'by', s.by, 'at', s.at)) FROM "SignOff" s WHERE s."conditionId" = c.id) AS "signOffs"
  FROM "Condition" c WHERE c."closingId" = $1 AND c."removedAt" IS NULL ORDER BY c.place`;

/** Every Time of Delivery with how many conditions it has and how many of them were signed off. */
export const portfolioSql = `
  SELECT o.id, o.name, o."issuerName", k.id AS "closingId", k.label, k."localDate", k."localTime",
    count(c.id) AS total, count(s."conditionId") AS signed
  FROM "Closing" k JOIN "Offering" o ON o.id = k."offeringId"
    LEFT JOIN "Condition" c ON c."closingId" = k.id AND c."removedAt" IS NULL
    LEFT JOIN (SELECT DISTINCT "conditionId" FROM "SignOff") s ON s."conditionId" = c.id
  GROUP BY o.id, k.id ORDER BY k."localDate"`;
