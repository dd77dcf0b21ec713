package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The files under {@code docker/kubernetes} by the schema that the operator's release installs. It
 * has the schemas of pods and of claims of volumes in it, too. What a schema does not name,
 * Kubernetes drops; here it is refused.
 */
class KubernetesFilesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POD = "/properties/spec/properties/podTemplate";
  private static final String CLAIM =
      POD
          + "/properties/spec/properties/volumes/items/properties/ephemeral/properties"
          + "/volumeClaimTemplate/properties/spec";

  /** The newest release that Maven Central has knows versions of Flink up to this one. */
  private static final String NEWEST_OF_SCHEMA = "v1_20";

  private static JsonNode document(String file, int number) throws IOException {
    return JSON.valueToTree(Yaml.documents("kubernetes/" + file).get(number));
  }

  private static JsonNode flinkDeployment() throws IOException {
    try (InputStream crd =
        Objects.requireNonNull(
            KubernetesFilesTest.class.getResourceAsStream(
                "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml"))) {
      String text = new String(crd.readAllBytes(), StandardCharsets.UTF_8);
      return JSON.valueToTree(Yaml.read(text).get(0)).at("/spec/versions/0/schema/openAPIV3Schema");
    }
  }

  /** Closes every object whose properties are named. */
  private static void refuseOthers(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.path("properties").isObject()
          && object.path("type").asText().equals("object")
          && !object.has("additionalProperties")
          && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        object.put("additionalProperties", false);
      }
      if (object.remove("x-kubernetes-int-or-string") != null) {
        object.remove("type");
      }
    }
    schema.forEach(KubernetesFilesTest::refuseOthers);
  }

  private static List<String> mistakes(JsonNode schema, JsonNode document) {
    assertThat(schema.isObject()).isTrue();
    return JsonSchemaFactory.getInstance(VersionFlag.V7)
        .getSchema(schema)
        .validate(document)
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static List<String> mistakesOfDeployment(JsonNode deployment) throws IOException {
    JsonNode schema = flinkDeployment();
    refuseOthers(schema.at("/properties/spec"));
    ObjectNode checked = deployment.deepCopy();
    assertThat(checked.at("/spec/flinkVersion").asText()).isEqualTo("v2_2");
    ((ObjectNode) checked.path("spec")).put("flinkVersion", NEWEST_OF_SCHEMA);
    return mistakes(schema, checked);
  }

  /** What {@code kubectl patch --type merge} does. */
  private static JsonNode merged(JsonNode into, JsonNode patch) {
    ObjectNode result = into.deepCopy();
    patch
        .properties()
        .forEach(
            each ->
                result.set(
                    each.getKey(),
                    each.getValue().isObject() && into.path(each.getKey()).isObject()
                        ? merged(into.get(each.getKey()), each.getValue())
                        : each.getValue()));
    return result;
  }

  @Test
  void deploymentIsOneOfTheOperator() throws IOException {
    JsonNode deployment = document("flink-deployment.yaml", 0);
    assertThat(mistakesOfDeployment(deployment)).isEmpty();
    assertThat(mistakesOfDeployment(document("scoring-deployment.yaml", 0))).isEmpty();
    JsonNode gpu = merged(deployment, document("flink-deployment-gpu.yaml", 0));
    assertThat(gpu.at("/spec/image").asText()).endsWith("-cuda");
    assertThat(gpu.at("/spec/job/upgradeMode").asText()).isEqualTo("savepoint");
    assertThat(mistakesOfDeployment(gpu)).isEmpty();
  }

  @Test
  void podsAndVolumesAreKubernetes() throws IOException {
    JsonNode schema = flinkDeployment();
    refuseOthers(schema.at("/properties/spec"));
    JsonNode job = document("topics-job.yaml", 0);
    assertThat(job.path("kind").asText()).isEqualTo("Job");
    assertThat(mistakes(schema.at(POD), job.at("/spec/template"))).isEmpty();
    JsonNode claim = document("model.yaml", 1);
    assertThat(mistakes(schema.at(CLAIM), claim.path("spec"))).isEmpty();

    JsonNode volumes = document("flink-deployment.yaml", 0).at("/spec/podTemplate/spec/volumes");
    assertThat(volumes.at("/0/configMap/name"))
        .isEqualTo(document("model.yaml", 0).at("/metadata/name"))
        .isEqualTo(job.at("/spec/template/spec/volumes/0/configMap/name"));
    assertThat(volumes.at("/1/persistentVolumeClaim/claimName"))
        .isEqualTo(claim.at("/metadata/name"));
  }

  /** So a mistake would be seen. */
  @Test
  void whatTheSchemaDoesNotHaveIsRefused() throws IOException {
    ObjectNode deployment = (ObjectNode) document("flink-deployment.yaml", 0);
    ((ObjectNode) deployment.at("/spec/job"))
        .put("upgradeMode", "save-point")
        .put("paralellism", 2);
    assertThat(String.join("\n", mistakesOfDeployment(deployment)))
        .contains("upgradeMode", "paralellism");
  }
}
