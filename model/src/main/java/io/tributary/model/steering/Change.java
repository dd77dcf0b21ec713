package io.tributary.model.steering;

/**
 * A value that a command has put in the place of the configuration's. It holds as long as the
 * configuration says what it said then: what a person wrote into the file later is newer.
 *
 * @param was what the configuration said
 * @param now what the command says
 */
public record Change(String was, String now) {}
