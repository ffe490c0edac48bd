/** The names of the rankings that are kept: `all` and `category:<slug>`. */
export const scopePattern = /^(?:all|category:[a-z0-9][a-z0-9-]{0,79})$/;
