package io.tributary.cli;

import io.tributary.cli.report.Versions;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return Versions.all().entrySet().stream()
        .map(version -> version.getKey() + " " + version.getValue())
        .toArray(String[]::new);
  }
}
