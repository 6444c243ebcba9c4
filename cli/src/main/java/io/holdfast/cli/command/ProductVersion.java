package io.holdfast.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The product's version, from the jar's manifest, and the revision that was built. */
final class ProductVersion implements IVersionProvider {
  /** Set by the start script. */
  private static final String REVISION = "HOLDFAST_REVISION";

  @Override
  public String[] getVersion() {
    String version = ProductVersion.class.getPackage().getImplementationVersion();
    String revision = revision();
    return new String[] {
      "holdfast "
          + (version == null ? "development" : version)
          + (revision == null ? "" : " (" + revision + ")")
    };
  }

  /** The git revision of the code, or null if unknown. */
  static String revision() {
    String revision = System.getenv(REVISION);
    return revision == null || revision.isBlank() ? null : revision;
  }
}
