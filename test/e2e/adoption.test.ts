import { describeAdoption } from "../support/scenarios/adoption";

describeAdoption({ rootfs: "kubernetes-v1.20.2", index: 1 });
