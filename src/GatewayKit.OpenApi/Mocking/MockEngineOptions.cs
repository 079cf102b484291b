using GatewayKit.OpenApi.Mocking.Fixtures;
using GatewayKit.OpenApi.Mocking.State;

namespace GatewayKit.OpenApi.Mocking;

/// <summary>How an API is mocked.</summary>
public sealed record MockEngineOptions
{
    /// <summary>Whether values are made anew for each request, instead of the document's examples. Default: false. A client can ask for
    /// either.</summary>
    public bool Dynamic { get; init; }

    /// <summary>What everything made and everything left to chance depends on: the same seed gives the same answers to the same requests in
    /// the same order. Null for plain values that are always the same, and chance that is not.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether requests are validated. Default: true. Credentials are asked for either way.</summary>
    public bool ValidateRequests { get; init; } = true;

    /// <summary>Whether an answer that violates the document becomes a problem with status 500 that lists the violations. Default: false, they
    /// are told beside the answer.</summary>
    public bool Errors { get; init; }

    /// <summary>How long answers are held back. Default: not at all.</summary>
    public MockDelay Delay { get; init; }

    /// <summary>The longest that a client can make an answer wait. Default: 20 s.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The share of answers, 0 to 1, that are a failure of the server: one that the operation declares, else 500 or 503. Default:
    /// 0. What the client asks for and what it does wrong come first.</summary>
    public double ErrorRate { get; init; }

    /// <summary>What differs for single operations, by <see cref="OpenApiOperation.Key"/>.</summary>
    public IReadOnlyDictionary<string, MockOperationOptions> Operations { get; init; } = new Dictionary<string, MockOperationOptions>();

    /// <summary>Whether collections live: what is created is there, what is deleted is gone. Default: false.</summary>
    public bool Stateful { get; init; }

    /// <summary>How much a stateful mock may hold, and what it begins with. Its seed is <see cref="Seed"/>, if that is set.</summary>
    public MockStateOptions State { get; init; } = new();

    /// <summary>Exchanges that were recorded. A valid request is answered with what was recorded for it, unless its client asks for something
    /// else; null for none.</summary>
    public FixtureSet? Fixtures { get; init; }

    /// <summary>Where chance comes from; null for a source made of <see cref="Seed"/>. It is used by one caller at a time.</summary>
    public Random? Random { get; init; }

    /// <summary>Finds the options that can't have an effect: they name what the document has not, or are out of their range.</summary>
    /// <param name="document">The document that is to be mocked.</param>
    /// <returns>Every mistake; empty if there is none.</returns>
    public IReadOnlyList<MockMistake> Check(OpenApiDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return MockOptionsCheck.Find(document, this);
    }
}
