// Reads a calendar with ical.js, which takes times from the file's own VTIMEZONE. stdin: .ics; stdout: JSON by UID.
import ICAL from "ical.js";
import { readFileSync } from "node:fs";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone), zone.getFirstPropertyValue("tzid"));
}

function moment(time) {
  if (time.isDate) return time.toString();
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

const events = {};
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  if (events[event.uid]) throw new Error(`${event.uid} stands twice`);
  events[event.uid] = {
    start: moment(event.startDate),
    end: moment(event.endDate),
    title: event.summary,
    description: event.description ?? "",
  };
}
process.stdout.write(JSON.stringify(events));
