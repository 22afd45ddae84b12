import { testUpgrades } from "./upgrades";

testUpgrades("google");
