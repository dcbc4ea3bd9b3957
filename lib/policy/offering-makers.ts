/** What has to be known of a person before they open an offering: no offering has made an actor of them yet. */
export type Maker = {
  /** Runs the installation. */
  administrator: boolean;
  /** Keeps the list of at least one offering now. */
  keepsAList: boolean;
};

/** Offerings are opened by administrators, and by whoever is trusted with a list already. */
export const mayCreateOffering = ({ administrator, keepsAList }: Maker): boolean => administrator || keepsAList;
