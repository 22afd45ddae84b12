import type { KubernetesCluster } from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { MonitorDataCollectionRule } from "@cdktf/provider-azurerm/lib/monitor-data-collection-rule";
import { MonitorDataCollectionRuleAssociation } from "@cdktf/provider-azurerm/lib/monitor-data-collection-rule-association";
import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import type { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import { azureDefaults } from "../config/defaults";
import { loggingProblems, type AzureLoggingConfig } from "../config/logging";
import type { AzurePartProps } from "../config/part";
import { beginPart } from "./part";

/** Settings and surroundings of the control plane's logs. */
export interface AzureLoggingProps extends AzurePartProps, AzureLoggingConfig {
  /** @default false */
  readonly preventDestroy?: boolean;
}

/**
 * Log Analytics workspace for the control plane's logs, which keeps them for half a year.
 *
 * @haven HX-audit-log-retention
 */
export class AzureLogging extends Construct {
  /** Undefined when the workspace existed. */
  readonly workspace?: LogAnalyticsWorkspace;
  readonly workspaceId: string;
  private setting?: MonitorDiagnosticSetting;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AzureLoggingProps,
  ) {
    super(scope, id);
    beginPart<{ readonly logging: AzureLoggingConfig }>(this, props, {
      under: "logging",
      problems: ({ logging = {} }) => loggingProblems(logging),
    });
    const { name, region: location, resourceGroupName, tags } = props;
    if (props.workspaceId !== undefined) {
      this.workspaceId = props.workspaceId;
      return;
    }
    this.workspace = new LogAnalyticsWorkspace(this, "Resource", {
      name: resourceName(name, "logs", 63),
      location,
      resourceGroupName,
      sku: "PerGB2018",
      retentionInDays: props.retentionDays ?? azureDefaults.auditRetentionDays,
      // Readers and writers log in with Entra ID; a shared key would be one more secret.
      localAuthenticationEnabled: false,
      tags: { ...tags },
      lifecycle: { preventDestroy: props.preventDestroy ?? false },
    });
    this.workspaceId = this.workspace.id;
  }

  /** Sends a cluster's logs to the workspace. */
  collect(cluster: KubernetesCluster): void {
    const { auditReads, containerInsights } = this.props;
    const categories = [...azureDefaults.logCategories, ...(auditReads ? ["kube-audit"] : [])];
    this.setting = new MonitorDiagnosticSetting(this, "control-plane", {
      name: "control-plane",
      targetResourceId: cluster.id,
      logAnalyticsWorkspaceId: this.workspaceId,
      // Tables of their own, so that access and retention can differ by table.
      logAnalyticsDestinationType: "Dedicated",
      enabledLog: categories.map((category) => ({ category })),
    });
    if (containerInsights === true) this.collectContainers(cluster);
  }

  /** Records the use of an account's objects, if asked for. */
  collectObjectAccess(account: StorageAccount): void {
    const { objectAccess } = this.props;
    if (objectAccess === undefined) return;
    const categories = objectAccess === "all" ? ["StorageRead", "StorageWrite", "StorageDelete"] : ["StorageDelete"];
    new MonitorDiagnosticSetting(this, "object-access", {
      name: "object-access",
      // The account itself has metrics only; its services have the logs.
      targetResourceId: `${account.id}/blobServices/default`,
      logAnalyticsWorkspaceId: this.workspaceId,
      enabledLog: categories.map((category) => ({ category })),
    });
  }

  /** The setting that sends the control plane's logs; undefined before `collect`. */
  get diagnosticSetting(): MonitorDiagnosticSetting | undefined {
    return this.setting;
  }

  /** The agent collects nothing without a rule, and AKS looks for the association under exactly this name. */
  private collectContainers(cluster: KubernetesCluster): void {
    const { name, region: location, resourceGroupName, tags } = this.props;
    const streams = ["Microsoft-ContainerLogV2", "Microsoft-KubeEvents", "Microsoft-KubePodInventory"];
    const destination = "workspace";
    const rule = new MonitorDataCollectionRule(this, "containers", {
      name: resourceName(`MSCI-${location}`, name, 64),
      location,
      resourceGroupName,
      kind: "Linux",
      dataSources: {
        extension: [
          {
            name: "ContainerInsightsExtension",
            extensionName: "ContainerInsights",
            streams,
            extensionJson: JSON.stringify({
              dataCollectionSettings: { interval: "1m", namespaceFilteringMode: "Off", enableContainerLogV2: true },
            }),
          },
        ],
      },
      destinations: { logAnalytics: [{ name: destination, workspaceResourceId: this.workspaceId }] },
      dataFlow: [{ streams, destinations: [destination] }],
      tags: { ...tags },
    });
    new MonitorDataCollectionRuleAssociation(this, "containers-collected", {
      name: "ContainerInsightsExtension",
      targetResourceId: cluster.id,
      dataCollectionRuleId: rule.id,
    });
  }
}
