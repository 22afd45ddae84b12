import type { KubernetesClusterMaintenanceWindow } from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import type { ResolvedMaintenanceWindow } from "../../core/cluster/maintenance";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/**
 * The window for AKS' own releases of the API server and the add-ons, which AKS calls `default`. It takes whole hours in UTC, so that the
 * window's minutes and offset are converted: only hours that lie inside the window are allowed.
 *
 * @see https://learn.microsoft.com/azure/aks/planned-maintenance
 */
export function weeklyReleases({ day, start, hours, utcOffset, freezes }: ResolvedMaintenanceWindow): KubernetesClusterMaintenanceWindow {
  const dayIndex = weekdays.findIndex((name) => name.toLowerCase() === day);
  const begin = dayIndex * 24 * 60 + minutesOf(start) - minutesOf(utcOffset);
  const first = Math.ceil(begin / 60);
  const past = Math.floor(begin / 60 + hours);
  const week = weekdays.length * 24;
  const slots = Array.from({ length: past - first }, (_, index) => (first + index + week) % week);
  const days = [...new Set(slots.map((slot) => Math.floor(slot / 24)))];
  return {
    allowed: days.map((index) => ({
      day: weekdays[index] ?? "",
      hours: slots.filter((slot) => Math.floor(slot / 24) === index).map((slot) => slot % 24),
    })),
    notAllowed: freezes.map(({ from, until }) => ({
      start: utcInstant(from, 0, utcOffset),
      // The last day is included.
      end: utcInstant(until, 1, utcOffset),
    })),
  };
}

/** Minutes of `hh:mm` or `±hh:mm`. */
function minutesOf(time: string): number {
  const [, sign, hours, minutes] = /^([+-]?)(\d\d):(\d\d)$/.exec(time) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Azure answers in UTC without fractions; another form of the same moment would be a diff in every plan. */
function utcInstant(day: string, later: number, utcOffset: string): string {
  const midnight = new Date(`${day}T00:00:00${utcOffset}`);
  midnight.setUTCDate(midnight.getUTCDate() + later);
  return midnight.toISOString().replace(".000Z", "Z");
}
