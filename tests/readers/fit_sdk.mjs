// Reads FIT files with Garmin's own decoder. stdin: JSON list of base64; stdout: for each file its messages in
// order, as [message number, {field number: raw value}]. A file that is not whole is an error.
import { Decoder, Profile, Stream } from "@garmin/fitsdk";
import { readFileSync } from "node:fs";

const RAW = {
  applyScaleAndOffset: false,
  expandSubFields: false,
  expandComponents: false,
  convertTypesToStrings: false,
  convertDateTimesToDates: false,
  includeUnknownData: true,
  mergeHeartRates: false,
};

function numbered(number, message) {
  const known = Object.values(Profile.messages[number].fields);
  const numbers = Object.fromEntries(known.map((field) => [field.name, field.num]));
  return Object.fromEntries(Object.entries(message).map(([name, value]) => [numbers[name] ?? name, value]));
}

function read(base64) {
  const bytes = Buffer.from(base64, "base64");
  if (!new Decoder(Stream.fromBuffer(bytes)).checkIntegrity()) throw new Error("the file is not whole");
  const messages = [];
  const mesgListener = (number, message) => messages.push([number, numbered(number, message)]);
  const { errors } = new Decoder(Stream.fromBuffer(bytes)).read({ ...RAW, mesgListener });
  if (errors.length) throw errors[0];
  return messages;
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(read)));
