using System.Globalization;
using GatewayKit.Configuration.Matching;
using GatewayKit.Proxy.Matching;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;
using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Proxy.Matching;

/// <summary>The costs of changes and of requests don't depend on the number of routes.</summary>
public sealed class PreciseIndexTests
{
    private const int Many = 5_000;

    /// <summary>An array of references to all routes would need eight times this.</summary>
    private const int FewBytes = Many;

    private static readonly FakeListeners s_listeners = new(null, ("web", null));

    public static TheoryData<string> Kinds => ["hosts", "prefixes", "exact paths", "deep prefixes", "wildcards"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_change_of_one_of_many_routes_copies_little(string kind)
    {
        var index = PreciseIndex.Empty.Change([], [.. Enumerable.Range(0, Many).Select(i => Endpoint($"r{i}", MatchOf(kind, i)))]);
        var added = Endpoint("added", MatchOf(kind, Many));
        var before = Endpoint("r7", MatchOf(kind, 7));

        Assert.InRange(AllocatedBytes.Of(() => _ = index.Change([], [added])), 1, FewBytes);

        var changed = index.Change([], [added]);
        Assert.InRange(AllocatedBytes.Of(() => _ = changed.Change([added], [])), 1, FewBytes);
        Assert.Equal("added", changed.Match(RequestOf(kind, Many), s_listeners));
        Assert.Equal(before.Route.Id, changed.Match(RequestOf(kind, 7), s_listeners));
        Assert.NotEqual("added", changed.Change([added], []).Match(RequestOf(kind, Many), s_listeners));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_match_allocates_nothing(string kind)
    {
        var index = PreciseIndex.Empty.Change([], [.. Enumerable.Range(0, 100).Select(i => Endpoint($"r{i}", MatchOf(kind, i)))]);
        var http = RequestOf(kind, 50);

        Assert.Equal("r50", index.Match(http, s_listeners));
        Assert.Equal(0, AllocatedBytes.Of(() => PreciseMatcher.Match(index, http, s_listeners)));
    }

    [Fact]
    public void Conditions_choices_and_requests_without_a_route_allocate_nothing()
    {
        var match = new PreciseMatch
        {
            Hosts = ["*.a.test"],
            Path = new PathCondition(PathConditionKind.Regex, "/w[0-9]+/.*"),
            Method = "GET",
            Headers = [Equal("x", "1"), Like("y", "[a-z]+")],
            Query = [Equal("q", "é"), Like("p", "[0-9]+")],
            Cookies = [Equal("c", "1")],
            Choice = "choice",
        };
        var index = Index(("a", match), ("b", match));
        var http = Request("/w12/x?z=%20&q=%C3%A9&p=12", "B.A.test:80", headers: [("x", "1"), ("y", "abc"), ("Cookie", "d=2; c=1")]);
        var other = Request("/w12/x?z=%20&q=%C3%A9&p=x", "B.A.test:80", headers: [("x", "1"), ("y", "abc"), ("Cookie", "d=2; c=1")]);

        Assert.Contains(index.Match(http), (string[])["a", "b"]);
        Assert.Null(index.Match(other));
        Assert.Equal(0, AllocatedBytes.Of(() => PreciseMatcher.Match(index, http, null)));
        Assert.Equal(0, AllocatedBytes.Of(() => PreciseMatcher.Match(index, other, null)));
    }

    private static PreciseMatch MatchOf(string kind, int i)
    {
        var match = kind switch
        {
            "hosts" => new PreciseMatch { Hosts = [$"h{i}.test"] },
            "prefixes" => Prefix($"/p{i}"),
            "exact paths" => Exact($"/p{i}"),
            "deep prefixes" => Prefix($"/api/v1/p{i % 10}/{i}"),
            _ => new PreciseMatch { Hosts = [$"*.h{i}.test"] },
        };
        return match with { Listeners = ["web"] };
    }

    private static DefaultHttpContext RequestOf(string kind, int i) => kind switch
    {
        "hosts" => Request("/x", $"h{i}.test"),
        "prefixes" => Request($"/p{i}/x"),
        "exact paths" => Request($"/p{i}"),
        "deep prefixes" => Request($"/api/v1/p{i % 10}/{i.ToString(CultureInfo.InvariantCulture)}/x"),
        _ => Request("/x", $"y.z.h{i}.test"),
    };
}
