import type { Problem } from "../../core/validation/errors";

interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

const bounds = (minimum: number, maximum: number): Bounds => ({ minimum, maximum });

/**
 * Kernel settings that AKS allows on Linux nodes, with the bounds of azurerm 4.80.
 *
 * @see https://learn.microsoft.com/azure/aks/custom-node-configuration
 */
const allowed: Readonly<Record<string, Bounds>> = {
  "fs.aio-max-nr": bounds(65_536, 6_553_500),
  "fs.file-max": bounds(8_192, 12_000_500),
  "fs.inotify.max_user_watches": bounds(781_250, 2_097_152),
  "fs.nr_open": bounds(8_192, 20_000_500),
  "kernel.threads-max": bounds(20, 513_785),
  "net.core.netdev_max_backlog": bounds(1_000, 3_240_000),
  "net.core.optmem_max": bounds(20_480, 4_194_304),
  "net.core.rmem_default": bounds(212_992, 134_217_728),
  "net.core.rmem_max": bounds(212_992, 134_217_728),
  "net.core.somaxconn": bounds(4_096, 3_240_000),
  "net.core.wmem_default": bounds(212_992, 134_217_728),
  "net.core.wmem_max": bounds(212_992, 134_217_728),
  "net.ipv4.neigh.default.gc_thresh1": bounds(128, 80_000),
  "net.ipv4.neigh.default.gc_thresh2": bounds(512, 90_000),
  "net.ipv4.neigh.default.gc_thresh3": bounds(1_024, 100_000),
  "net.ipv4.tcp_fin_timeout": bounds(5, 120),
  "net.ipv4.tcp_keepalive_intvl": bounds(10, 90),
  "net.ipv4.tcp_keepalive_probes": bounds(1, 15),
  "net.ipv4.tcp_keepalive_time": bounds(30, 432_000),
  "net.ipv4.tcp_max_syn_backlog": bounds(128, 3_240_000),
  "net.ipv4.tcp_max_tw_buckets": bounds(8_000, 1_440_000),
  "net.netfilter.nf_conntrack_buckets": bounds(65_536, 524_288),
  "net.netfilter.nf_conntrack_max": bounds(131_072, 2_097_152),
  "vm.max_map_count": bounds(65_530, 262_144),
  "vm.swappiness": bounds(0, 100),
  "vm.vfs_cache_pressure": bounds(0, 100),
};

const portRange = "net.ipv4.ip_local_port_range";
const reuse = "net.ipv4.tcp_tw_reuse";

export function sysctlProblems(path: string, sysctls: Readonly<Record<string, string | undefined>>): Problem[] {
  return Object.entries(sysctls).flatMap(([name, value = ""]) => {
    const at = `${path}.${name}`;
    if (name === portRange) return portRangeProblems(at, value);
    if (name === reuse) return /^[01]$/.test(value) ? [] : [{ path: at, message: `must be 0 or 1, got ${value}` }];
    const range = allowed[name];
    if (range === undefined) {
      return [
        { path: at, message: `is not a kernel setting that AKS allows: ${[...Object.keys(allowed), portRange, reuse].sort().join(", ")}` },
      ];
    }
    const { minimum, maximum } = range;
    const isInside = /^\d+$/.test(value) && Number(value) >= minimum && Number(value) <= maximum;
    return isInside ? [] : [{ path: at, message: `must be between ${minimum} and ${maximum}, got ${value}` }];
  });
}

function portRangeProblems(path: string, value: string): Problem[] {
  const [, first, last] = /^(\d+)[ \t]+(\d+)$/.exec(value) ?? [];
  const isInside = Number(first) >= 1_024 && Number(first) <= 60_999 && Number(last) >= 32_768 && Number(last) <= 65_535;
  if (isInside && Number(first) < Number(last)) return [];
  return [
    {
      path,
      message: `must be a first port between 1024 and 60999 and a last port between 32768 and 65535, such as "32768 60999", got ${value}`,
    },
  ];
}

/** The settings as azurerm's attributes; undefined without any. The names of the kernel become those of the bindings. */
export function sysctlConfig(sysctls: Readonly<Record<string, string>> = {}): Readonly<Record<string, number | boolean>> | undefined {
  const settings = Object.entries(sysctls).flatMap(([name, value]): [string, number | boolean][] => {
    if (name === portRange) {
      const [first, last] = value.split(/[ \t]+/);
      return [
        [`${attribute(name)}Min`, Number(first)],
        [`${attribute(name)}Max`, Number(last)],
      ];
    }
    return [[attribute(name), name === reuse ? value === "1" : Number(value)]];
  });
  return settings.length === 0 ? undefined : Object.fromEntries(settings);
}

function attribute(name: string): string {
  return name.replaceAll(/[._-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
