import { describeSettings } from "../support/scenarios/settings";

// Signed for 8760 hours when the cluster was made.
describeSettings({ rootfs: "standin-v1.20.2", index: 8, dueWithin: "8759h59m45s" });
