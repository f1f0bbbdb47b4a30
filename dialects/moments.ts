/** A date, a time or both, exactly as given: digits, not arithmetic. */
export interface Moment {
  /** `2026-02-28` */
  readonly date?: string;
  /** `03:04:05` */
  readonly time?: string;
  /** The digits after the seconds' point, none to six. */
  readonly fraction: string;
  /** `+02:00`; `+00:00` for UTC; undefined: not said. */
  readonly zone?: string;
}

/** A JavaScript date in UTC; undefined when it is invalid or outside the years 1 to 9999, which no literal can say. */
export function momentOfDate(value: Date): Moment | undefined {
  const year = value.getUTCFullYear();
  if (Number.isNaN(year) || year < 1 || year > 9999) return undefined;
  const iso = value.toISOString();
  const milliseconds = iso.slice(20, 23);
  return {
    date: iso.slice(0, 10),
    time: iso.slice(11, 19),
    fraction: milliseconds === '000' ? '' : `${milliseconds}000`,
    zone: '+00:00',
  };
}

const format =
  /^(?:(?<date>\d{4}-\d\d-\d\d)(?:[ T](?=\d)|$))?(?:(?<time>\d\d:\d\d(?::\d\d)?)(?:\.(?<fraction>\d{1,6}))?(?<zone>Z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** A moment written as ISO 8601 or as SQL writes it; undefined when it is none, or does not exist. */
export function momentOfText(text: string): Moment | undefined {
  const groups = format.exec(text)?.groups;
  if (groups === undefined || text === '') return undefined;
  const { date, time, fraction = '', zone } = groups;
  if (date !== undefined && !isDay(date)) return undefined;
  if (time !== undefined && !isTime(time)) return undefined;
  if (fraction !== '' && time?.length !== 8) return undefined;
  const offset = zone === undefined ? undefined : normalZone(zone);
  if (zone !== undefined && offset === undefined) return undefined;
  return {
    ...(date !== undefined && { date }),
    ...(time !== undefined && { time: time.length === 5 ? `${time}:00` : time }),
    fraction,
    ...(offset !== undefined && { zone: offset }),
  };
}

/** The moment in UTC, for databases that keep no offset; needs a date and a time. */
export function inUtc(moment: Moment): Moment {
  if (moment.zone === undefined || moment.zone === '+00:00' || !moment.date || !moment.time) return moment;
  const shifted = momentOfDate(new Date(`${moment.date}T${moment.time}${moment.zone}`));
  if (shifted === undefined) return moment;
  return { ...shifted, fraction: moment.fraction };
}

function isDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) && !date.startsWith('0000');
}

function isTime(time: string): boolean {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return hours < 24 && minutes < 60 && seconds < 60;
}

function normalZone(zone: string): string | undefined {
  if (zone === 'Z') return '+00:00';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 15 || minutes > 59) return undefined;
  const offset = `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
  return offset === '-00:00' ? '+00:00' : offset;
}
