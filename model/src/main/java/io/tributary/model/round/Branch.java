package io.tributary.model.round;

import io.tributary.model.weighting.Weighting;

/**
 * One line of parameters that a run trains.
 *
 * @param name what it is called
 * @param weighting how it combines its deltas
 */
record Branch(String name, Weighting weighting) {}
