export type { ApplicationLogsConfig } from "./log-store";
export type { AcmeAuthority, CertificateAuthority, CertificatesConfig, OwnAuthority } from "./certificates";
export type { Chart } from "../core/cluster/component";
export { charts } from "./charts";
export {
  type Alert,
  type BaselineComponent,
  type BaselineContext,
  type BaselineRelease,
  type ChartRelease,
  type ComponentFactory,
  type ManifestsRelease,
  type PlatformNamespace,
  type SwitchedOff,
  toApiServer,
  toIdentity,
  type TrafficRule,
  type Values,
} from "./component";
export type { BaselineConfig, ChartMirror } from "./config";
export type { GatewayApiTypes, GatewayConfig } from "./gateway";
export type { ArgoCdConfig, FluxConfig, GitOpsConfig } from "./gitops";
export { HavenBaseline, type HavenBaselineProps } from "./haven-baseline";
export type { InstalledComponent } from "./install";
export type { KubernetesObject } from "./manifests";
export type { AlertRoute, MonitoringConfig } from "./monitoring";
export { priorityClassName, spreadOverZones } from "./scheduling";
export type { StorageClasses } from "./storage-classes";
export type { VeleroConfig } from "./velero";
