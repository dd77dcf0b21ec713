package io.tributary.model.config;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where the schemas of framed Avro records are.
 *
 * @param url of the registry, without its paths
 * @param user for HTTP basic authentication; null: none is sent
 * @param password of the user; never printed unmasked
 */
public record SchemaRegistryConfig(String url, @Nullable String user, @Nullable String password)
    implements Serializable {

  @Override
  public String toString() { // no password
    return "SchemaRegistryConfig";
  }
}
