/**
 * The HTTP API: one JAX-RS resource an API family, the filters in front of them, and what turns
 * answers and failures into replies. Uses {@code model}, {@code registrar}, {@code query}, {@code
 * agent}, {@code config}, {@code metrics}, {@code filter}, {@code leader} for how the servers are,
 * and {@code consensus} for who they are.
 */
@NullMarked
package org.lictor.http;

import org.jspecify.annotations.NullMarked;
