package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.serialization.CodecSerializer;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class TopologyTest {

  @Test
  void givesEveryOperatorAUidAndAName() {
    StreamGraph graph = graph();
    assertThat(graph.getStreamNodes()).hasSizeGreaterThan(7);
    for (StreamNode node : graph.getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotBlank();
      assertThat(node.getOperatorName()).isNotBlank();
    }
  }

  @Test
  void keepsOnePartOfParallelismOneWhereOrderMatters() {
    for (StreamNode node : graph().getStreamNodes()) {
      int expected = node.getOperatorName().matches("trainer|decode|.*examples.*") ? 3 : 1;
      assertThat(node.getParallelism()).as(node.getOperatorName()).isEqualTo(expected);
    }
  }

  /** With generic types off, building the graph's serializers fails where Kryo would be used. */
  @Test
  void needsNoKryo() {
    assertThat(graph().getJobGraph().getVerticesSortedTopologicallyFromSources()).isNotEmpty();
  }

  /** Flink takes records apart by reflection, which costs more per example than decoding it. */
  @Test
  void sendsExamplesInTheirOwnForm() {
    assertThat(graph().getStreamNodes())
        .filteredOn(node -> node.getOperatorName().equals("decode"))
        .singleElement()
        .satisfies(
            node -> assertThat(node.getTypeSerializerOut()).isInstanceOf(CodecSerializer.class));
  }

  private static StreamGraph graph() {
    var settings = new org.apache.flink.configuration.Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(3, settings);
    Configuration configuration =
        TestStream.configuration("graph", "{by: target}", 3, "localhost:9092", Path.of("c"));
    new Topology(configuration).build(env, false, 3, 0, 0);
    return env.getStreamGraph();
  }
}
