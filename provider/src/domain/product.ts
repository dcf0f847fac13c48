/** Version of this product, as images and constructs see it. Held equal to package.json by a test. */
export const PRODUCT_VERSION = "0.1.0";

/** Where Terraform finds the provider. */
export const PROVIDER_ADDRESS = "registry.terraform.io/cdktf-sealos/sealos";
