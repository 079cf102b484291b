using System.Collections.Concurrent;
using GatewayKit.OpenApi.Mocking.Fixtures;

namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>The answers that were recorded. Each is prepared once, and checked against the document once.</summary>
internal sealed class ReplayedMock(FixtureSet fixtures)
{
    private readonly ConcurrentDictionary<Fixture, MockAnswer> _prepared = new(ReferenceEqualityComparer.Instance);

    /// <summary>The answer that fits a request; null if none was recorded.</summary>
    public MockAnswer? Answer(OperationMock mock, ApiRequest request)
        => fixtures.Find(request, mock.Key) is { } fixture
            ? _prepared.GetOrAdd(fixture, static (fixture, mock) => mock.Check(fixture.Response) with { IsPrepared = true }, mock)
            : null;
}
