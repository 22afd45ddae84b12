import { testUpgrades } from "./upgrades";

testUpgrades("vsphere");
