/**
 * Requests made up by a grammar ({@code src/test/resources/fuzz/http.json}), valid, nearly valid
 * and hostile, and what no answer to them may be. The same seed gives the same requests.
 */
@NullMarked
package org.lictor.it.fuzz;

import org.jspecify.annotations.NullMarked;
