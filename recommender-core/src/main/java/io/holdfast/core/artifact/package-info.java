/**
 * The model artifact: a directory of {@code manifest.json}, tensors in safetensors and id maps, how
 * it is written so that it is there whole or not at all, how it is verified and read, and how it
 * travels as a tar.
 *
 * <p>Knows bytes, names and digests, and no model: {@code core.model} gives tensors their meaning.
 * Imports {@code core.data} and Jackson.
 */
package io.holdfast.core.artifact;
