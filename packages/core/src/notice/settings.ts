/** When notices are due. */
export interface NoticeSettings {
  /** A deadline is told of as soon as it appears, if it gives at most so many hours. */
  readonly appearHours: number;
  /** It nears when at most so many hours are left, … */
  readonly nearHours: number;
  /** … or this share of its time, 0 to 1: whichever comes first. */
  readonly nearShare: number;
  /** The hour in UTC, 0 to 23, at which one is reminded each day of what is overdue. */
  readonly reminderHour: number;
}

export const defaultNoticeSettings: NoticeSettings = {
  appearHours: 72,
  nearHours: 24,
  nearShare: 0.25,
  reminderHour: 7,
};
