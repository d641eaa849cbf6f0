/**
 * The JSON of the wire: Consul's spelling and order of fields on the way out, its leniency and its
 * refusals on the way in. Uses {@code model}, {@code query}, {@code filter}, {@code registrar},
 * {@code leader} and {@code consensus}.
 */
@NullMarked
package org.lictor.http.wire;

import org.jspecify.annotations.NullMarked;
