package io.tributary.cli;

import io.tributary.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that speaks SASL_SSL alone, with a certificate that it signed itself, and lets nobody do
 * anything who is not allowed to.
 *
 * @param kafka the broker
 * @param trust the certificate, PEM
 * @param admin settings of a client that may do everything
 */
record SecuredBroker(EmbeddedKafka kafka, Path trust, Map<String, Object> admin)
    implements AutoCloseable {

  private static final String STORE_PASSWORD = "not-a-secret-of-ours";

  static SecuredBroker start(Path folder) throws Exception {
    Path keys = folder.resolve("broker.p12");
    Path trust = folder.resolve("broker.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "b",
        "-keyalg",
        "RSA",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        keys.toString(),
        "-storepass",
        STORE_PASSWORD);
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "b",
        "-keystore",
        keys.toString(),
        "-storepass",
        STORE_PASSWORD,
        "-file",
        trust.toString());
    String module = "org.apache.kafka.common.security.%s required %s;";
    EmbeddedKafka kafka =
        EmbeddedKafka.start(
            Map.ofEntries(
                Map.entry("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry(
                    "listener.name.broker.plain.sasl.jaas.config",
                    module.formatted(
                        "plain.PlainLoginModule",
                        "username=admin password=admin-password user_admin=admin-password")),
                Map.entry(
                    "listener.name.broker.scram-sha-512.sasl.jaas.config",
                    module.formatted("scram.ScramLoginModule", "")),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keys.toString()),
                Map.entry("ssl.keystore.password", STORE_PASSWORD),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", trust.toString()),
                Map.entry(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                // The controller's listener knows nobody by name.
                Map.entry("super.users", "User:admin;User:ANONYMOUS")));
    return new SecuredBroker(
        kafka,
        trust,
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            module.formatted("plain.PlainLoginModule", "username=admin password=admin-password"),
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.location",
            trust.toString()));
  }

  /** Another certificate than the broker's, PEM. */
  static Path strangersCertificate(Path folder) throws Exception {
    Path keys = folder.resolve("other.p12");
    Path trust = folder.resolve("other.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "o",
        "-keyalg",
        "RSA",
        "-dname",
        "CN=other",
        "-storetype",
        "PKCS12",
        "-keystore",
        keys.toString(),
        "-storepass",
        STORE_PASSWORD);
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "o",
        "-keystore",
        keys.toString(),
        "-storepass",
        STORE_PASSWORD,
        "-file",
        trust.toString());
    return trust;
  }

  /** Lets a user log in. */
  void user(String name, String password) throws Exception {
    UserScramCredentialAlteration user =
        new UserScramCredentialUpsertion(
            name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password);
    try (Admin client = Admin.create(admin)) {
      client.alterUserScramCredentials(List.of(user)).all().get();
    }
  }

  /** Allows a user operations on all resources of a type whose names begin so. */
  void allow(String user, ResourceType type, String prefix, AclOperation... operations)
      throws Exception {
    List<AclBinding> bindings = new ArrayList<>();
    for (AclOperation operation : operations) {
      bindings.add(
          new AclBinding(
              new ResourcePattern(type, prefix, PatternType.PREFIXED),
              new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
    }
    try (Admin client = Admin.create(admin)) {
      client.createAcls(bindings).all().get();
    }
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("keytool", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(said));
    }
    Files.delete(said);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
