package io.tributary.model.field;

import java.io.Serializable;

/**
 * One named input.
 *
 * @param name as records give it
 * @param spec what it holds
 */
public record Field(String name, FieldSpec spec) implements Serializable {}
