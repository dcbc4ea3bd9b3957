// The list is one tree of rows at every width. Where its table is laid out as cards a browser may forget what its parts
// are, so each says it of itself.

export const treegrid = { role: "treegrid", "aria-multiselectable": true } as const;
export const rowgroup = { role: "rowgroup" } as const;
export const row = { role: "row" } as const;
export const columnheader = { role: "columnheader" } as const;
export const rowheader = { role: "rowheader" } as const;
export const gridcell = { role: "gridcell" } as const;
