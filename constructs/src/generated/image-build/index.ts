// @ts-nocheck
// https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface ImageBuildConfig extends cdktf.TerraformMetaArguments {
  /**
  * Absolute path of the OCI archive to write, on the machine that builds. Exactly one of `archive` and `push` is given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build#archive ImageBuild#archive}
  */
  readonly archive?: string;
  /**
  * Values for the `ARG`s of the Kubefile. They stay readable in the image's history: no secrets here.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build#build_args ImageBuild#build_args}
  */
  readonly buildArgs?: { [key: string]: string };
  /**
  * Where the context names container images that go into `registry/`: `lists` (`images/shim/`), `manifests` (`image:` in `manifests/`), `charts` (`charts/`, rendered by helm), `archives` (`images/skopeo/tar.txt`). Names in `.sealignore` are left out. Default: all four; `[]` collects none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build#collect_images ImageBuild#collect_images}
  */
  readonly collectImages?: string[];
  /**
  * Directory on the machine that runs Terraform; a relative path is taken from the root module. `.containerignore` or `.dockerignore` leaves paths out.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build#context ImageBuild#context}
  */
  readonly context: string;
  /**
  * The file that says how to build, below the context. Default: the first of `Sealfile`, `Kubefile`, `Dockerfile`, `Containerfile` that is there.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build#kubefile ImageBuild#kubefile}
  */
  readonly kubefile?: string;
  /**
  * Labels over those of the Kubefile, such as `sealos.io.type`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build#labels ImageBuild#labels}
  */
  readonly labels?: { [key: string]: string };
  /**
  * What the image is called in the archive, `lab/app:1.0`; twelve digits that stand for the content are added to the tag.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build#name ImageBuild#name}
  */
  readonly name?: string;
  /**
  * Platforms to build for, as `os/arch`; with several, the image is a manifest list. Default: the platform of the machine that builds.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build#platforms ImageBuild#platforms}
  */
  readonly platforms?: string[];
  /**
  * Registry reference with tag to push to, with the credentials of the provider's `registry_auth`, else of the machine that builds. The tag stays when the object is destroyed.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build#push ImageBuild#push}
  */
  readonly push?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build sealos_image_build}
*/
export class ImageBuild extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "sealos_image_build";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a ImageBuild resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ImageBuild to import
  * @param importFromId The id of the existing ImageBuild that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ImageBuild to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "sealos_image_build", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/image_build sealos_image_build} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ImageBuildConfig
  */
  public constructor(scope: Construct, id: string, config: ImageBuildConfig) {
    super(scope, id, {
      terraformResourceType: 'sealos_image_build',
      terraformGeneratorMetadata: {
        providerName: 'sealos',
        providerVersionConstraint: '~> 0.1.0'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._archive = config.archive;
    this._buildArgs = config.buildArgs;
    this._collectImages = config.collectImages;
    this._context = config.context;
    this._kubefile = config.kubefile;
    this._labels = config.labels;
    this._name = config.name;
    this._platforms = config.platforms;
    this._push = config.push;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // archive - computed: false, optional: true, required: false
  private _archive?: string; 
  public get archive() {
    return this.getStringAttribute('archive');
  }
  public set archive(value: string) {
    this._archive = value;
  }
  public resetArchive() {
    this._archive = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get archiveInput() {
    return this._archive;
  }

  // build_args - computed: false, optional: true, required: false
  private _buildArgs?: { [key: string]: string }; 
  public get buildArgs() {
    return this.getStringMapAttribute('build_args');
  }
  public set buildArgs(value: { [key: string]: string }) {
    this._buildArgs = value;
  }
  public resetBuildArgs() {
    this._buildArgs = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get buildArgsInput() {
    return this._buildArgs;
  }

  // collect_images - computed: false, optional: true, required: false
  private _collectImages?: string[]; 
  public get collectImages() {
    return this.getListAttribute('collect_images');
  }
  public set collectImages(value: string[]) {
    this._collectImages = value;
  }
  public resetCollectImages() {
    this._collectImages = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get collectImagesInput() {
    return this._collectImages;
  }

  // collected_images - computed: true, optional: false, required: false
  public get collectedImages() {
    return this.getListAttribute('collected_images');
  }

  // context - computed: false, optional: false, required: true
  private _context?: string; 
  public get context() {
    return this.getStringAttribute('context');
  }
  public set context(value: string) {
    this._context = value;
  }
  // Temporarily expose input value. Use with caution.
  public get contextInput() {
    return this._context;
  }

  // context_digest - computed: true, optional: false, required: false
  public get contextDigest() {
    return this.getStringAttribute('context_digest');
  }

  // digest - computed: true, optional: false, required: false
  public get digest() {
    return this.getStringAttribute('digest');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // kubefile - computed: false, optional: true, required: false
  private _kubefile?: string; 
  public get kubefile() {
    return this.getStringAttribute('kubefile');
  }
  public set kubefile(value: string) {
    this._kubefile = value;
  }
  public resetKubefile() {
    this._kubefile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get kubefileInput() {
    return this._kubefile;
  }

  // labels - computed: false, optional: true, required: false
  private _labels?: { [key: string]: string }; 
  public get labels() {
    return this.getStringMapAttribute('labels');
  }
  public set labels(value: { [key: string]: string }) {
    this._labels = value;
  }
  public resetLabels() {
    this._labels = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get labelsInput() {
    return this._labels;
  }

  // name - computed: false, optional: true, required: false
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // platforms - computed: false, optional: true, required: false
  private _platforms?: string[]; 
  public get platforms() {
    return this.getListAttribute('platforms');
  }
  public set platforms(value: string[]) {
    this._platforms = value;
  }
  public resetPlatforms() {
    this._platforms = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get platformsInput() {
    return this._platforms;
  }

  // push - computed: false, optional: true, required: false
  private _push?: string; 
  public get push() {
    return this.getStringAttribute('push');
  }
  public set push(value: string) {
    this._push = value;
  }
  public resetPush() {
    this._push = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pushInput() {
    return this._push;
  }

  // reference - computed: true, optional: false, required: false
  public get reference() {
    return this.getStringAttribute('reference');
  }

  // size_bytes - computed: true, optional: false, required: false
  public get sizeBytes() {
    return this.getNumberAttribute('size_bytes');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      archive: cdktf.stringToTerraform(this._archive),
      build_args: cdktf.hashMapper(cdktf.stringToTerraform)(this._buildArgs),
      collect_images: cdktf.listMapper(cdktf.stringToTerraform, false)(this._collectImages),
      context: cdktf.stringToTerraform(this._context),
      kubefile: cdktf.stringToTerraform(this._kubefile),
      labels: cdktf.hashMapper(cdktf.stringToTerraform)(this._labels),
      name: cdktf.stringToTerraform(this._name),
      platforms: cdktf.listMapper(cdktf.stringToTerraform, false)(this._platforms),
      push: cdktf.stringToTerraform(this._push),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      archive: {
        value: cdktf.stringToHclTerraform(this._archive),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      build_args: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._buildArgs),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      collect_images: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._collectImages),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      context: {
        value: cdktf.stringToHclTerraform(this._context),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      kubefile: {
        value: cdktf.stringToHclTerraform(this._kubefile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      labels: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._labels),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      platforms: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._platforms),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      push: {
        value: cdktf.stringToHclTerraform(this._push),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
