using GatewayKit.Configuration.Matching;
using GatewayKit.Proxy.Matching;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http.Extensions;

namespace GatewayKit.Tests.Proxy.Matching;

/// <summary>The index matches each request as a comparison with each route does, also after changes.</summary>
[Trait("Cases", "Generated")]
public sealed class GeneratedMatchTests
{
    [Theory]
    [InlineData(10, 3)]
    [InlineData(200, 4)]
    [InlineData(300, 12)]
    public void Each_request_matches_the_first_of_all_routes(int routes, int words)
    {
        for (var seed = 0; seed < Cases.Of(2); seed++)
        {
            var generated = new GeneratedMatches(seed, words);
            var active = new Dictionary<string, (PreciseMatch Match, PreciseEndpoint Endpoint)>();
            var index = PreciseIndex.Empty;
            for (var change = 0; change < 4; change++)
            {
                var removed = active.Where(_ => change > 0 && generated.Next(3) == 0).ToList();
                foreach (var (id, _) in removed)
                    active.Remove(id);
                var added = Enumerable.Range(0, routes / (change + 1)).SelectMany(i => generated.Next($"r{change}-{i}")).ToList();
                foreach (var (id, match) in added)
                    active.Add(id, (match, PreciseLab.Endpoint(id, match)));
                index = index.Change(removed.Select(route => route.Value.Endpoint), added.Select(route => active[route.Id].Endpoint));
                AssertSame($"seed {seed}, change {change}", index, [.. active.Select(pair => (pair.Key, pair.Value.Match))], generated);
            }

            Assert.Equal(
                [true, true, true, true],
                [.. Emptied(index, active.Values.Select(route => route.Endpoint)).Select(routes => routes is null or { IsEmpty: true })]);
        }
    }

    private static void AssertSame(
        string name, PreciseIndex index, List<(string Id, PreciseMatch Match)> routes, GeneratedMatches generated)
    {
        for (var i = 0; i < 60; i++)
        {
            var (http, listener) = generated.Request();
            var expected = NaiveMatcher.Match(routes, http, listener);
            var actual = index.Match(http, listener is null ? null : new FakeListeners(null, (listener, null)));
            Assert.True(
                actual is null ? expected.Count == 0 : expected.Contains(actual),
                $"{name}: {http.Request.Method} {http.Request.GetDisplayUrl()} on '{listener}' matches '{actual}' "
                    + $"instead of '{string.Join(' ', expected)}'.");
        }
    }

    private static ListenerRoutes?[] Emptied(PreciseIndex index, IEnumerable<PreciseEndpoint> endpoints)
    {
        var empty = index.Change(endpoints, []);
        return [empty.OfHost, empty.Of("one"), empty.Of("two"), empty.Of("three")];
    }
}
