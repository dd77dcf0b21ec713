package io.tributary.job.round;

import io.tributary.connectors.checkpoint.Origin;
import io.tributary.model.lineage.Passage;
import io.tributary.model.lineage.RoundLineage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the present parameters come from, as kept in the coordinator's memory. Costs about a byte
 * an example of the rounds since the newest published checkpoint, less where a task's examples lie
 * regularly.
 *
 * @param rounds since the newest published checkpoint
 * @param configuration the learning part that the run was configured with when this was stored
 * @param passages changes of the configuration since the newest round; null when stored before they
 *     were kept
 * @param origin the model that the run began with; null when it began by its seed
 */
record Ancestry(
    List<RoundLineage> rounds,
    String configuration,
    @Nullable List<Passage> passages,
    @Nullable Origin origin) {}
