using GatewayKit.OpenApi.Fixtures;
using GatewayKit.OpenApi.Mocking.Options;
using GatewayKit.OpenApi.Mocking.State;

namespace GatewayKit.OpenApi.Mocking;

/// <summary>Options for mocking an API.</summary>
public sealed record MockEngineOptions
{
    /// <summary>Whether to generate values for each request instead of using the document's examples. Default: <c>false</c>. Clients can
    /// request either.</summary>
    public bool Dynamic { get; init; }

    /// <summary>The seed of all generated values and random choices: the same seed gives the same responses to the same requests in the
    /// same order. <c>null</c> for constant plain values and unseeded random choices.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether requests are validated. Default: <c>true</c>. Credentials are checked either way.</summary>
    public bool ValidateRequests { get; init; } = true;

    /// <summary>Whether a response that violates the document becomes a problem with status 500 that lists the violations. Default:
    /// <c>false</c>, which reports the violations in a header.</summary>
    public bool Errors { get; init; }

    /// <summary>The delay of responses. Default: no delay.</summary>
    public MockDelay Delay { get; init; }

    /// <summary>The maximum delay that a client can request. Default: 20 s.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The share of responses, 0 to 1, that are server failures: a declared one, otherwise 500 or 503. Default: 0. Client
    /// preferences and client errors take precedence.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Options for single operations, by <see cref="OpenApiOperation.Key"/>.</summary>
    public IReadOnlyDictionary<string, MockOperationOptions> Operations { get; init; } = new Dictionary<string, MockOperationOptions>();

    /// <summary>Whether the mock is stateful: created items exist afterwards, deleted ones don't. Default: <c>false</c>.</summary>
    public bool Stateful { get; init; }

    /// <summary>The limits and initial data of a stateful mock. Its seed is <see cref="Seed"/>, if that is set.</summary>
    public MockStateOptions State { get; init; } = new();

    /// <summary>Recorded exchanges. A valid request gets the recorded response, unless the client's preferences differ; <c>null</c> for
    /// none.</summary>
    public FixtureSet? Fixtures { get; init; }

    /// <summary>The source of randomness; <c>null</c> to create one from <see cref="Seed"/>. Used by one caller at a time.</summary>
    public Random? Random { get; init; }

    /// <summary>Finds the options that can't take effect: they refer to something that the document doesn't have, or are out of
    /// their range.</summary>
    /// <param name="document">The document to mock.</param>
    /// <returns>All errors; empty if the options are valid.</returns>
    public IReadOnlyList<MockOptionError> Check(OpenApiDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return MockOptionsCheck.Find(document, this);
    }
}
