// Reads a calendar with node-ical, which takes times from its own zone data. stdin: .ics; stdout: JSON by UID.
import ical from "node-ical";
import { readFileSync } from "node:fs";

function moment(time) {
  if (time.dateOnly) {
    const two = (number) => String(number).padStart(2, "0");
    return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  }
  return time.toISOString().replace(".000Z", "Z");
}

const events = {};
for (const event of Object.values(ical.sync.parseICS(readFileSync(0, "utf8")))) {
  if (event.type !== "VEVENT") continue;
  events[event.uid] = {
    start: moment(event.start),
    end: moment(event.end),
    title: event.summary,
    description: event.description ?? "",
  };
}
process.stdout.write(JSON.stringify(events));
