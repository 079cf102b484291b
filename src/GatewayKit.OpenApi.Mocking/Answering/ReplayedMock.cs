using System.Collections.Concurrent;
using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>The recorded responses. Each is prepared and validated once.</summary>
internal sealed class ReplayedMock(FixtureSet fixtures)
{
    private readonly ConcurrentDictionary<Fixture, MockAnswer> _prepared = new(ReferenceEqualityComparer.Instance);

    /// <summary>Returns the response that fits a request; <c>null</c> if none was recorded.</summary>
    public MockAnswer? Answer(OperationMock mock, ApiRequest request)
        => fixtures.Find(request, mock.Key) is { } fixture
            ? _prepared.GetOrAdd(fixture, static (fixture, mock) => mock.Check(fixture.Response) with { IsPrepared = true }, mock)
            : null;
}
