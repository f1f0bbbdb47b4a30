/** What an integer column holds in JavaScript. */
export type IntegerValue = number | bigint;

/** What an exact decimal column holds: a string is printed as a bare number, digit for digit. */
export type DecimalValue = number | bigint | string;

/** What a column of dates or times holds: a `Date` counts in UTC, a string is printed as it is. */
export type TimeValue = Date | string;

/** What an array column holds: a list of its items, or lists within lists when it has more dimensions. */
export type ArrayValue<T> = readonly (T | null | ArrayValue<T>)[];
