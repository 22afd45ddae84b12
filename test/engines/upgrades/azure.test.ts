import { testUpgrades } from "./upgrades";

testUpgrades("azure");
