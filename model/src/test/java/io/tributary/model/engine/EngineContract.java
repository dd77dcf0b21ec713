package io.tributary.model.engine;

/** What every engine keeps to. A test of an engine implements it and says how one is opened. */
public interface EngineContract
    extends LayoutContract,
        SameBitsContract,
        TrainingContract,
        OptimizerContract,
        DeltaSpaceContract,
        InferenceContract {}
