import { describeSettings } from "../support/scenarios/settings";

// Signed for 8760 hours when the cluster was made.
describeSettings({ rootfs: "kubernetes-v1.20.2", index: 1, dueWithin: "8759h59m" });
