/** What the tests of this service share: small trained models, fakes of ports, ways to wait. */
package io.holdfast.recommender.testing;
