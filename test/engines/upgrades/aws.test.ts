import { testUpgrades } from "./upgrades";

testUpgrades("aws");
