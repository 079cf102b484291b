using GatewayKit.Configuration.Matching;
using GatewayKit.Proxy.Matching;
using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Proxy.Matching;

public sealed class ChoiceTests
{
    private static readonly PreciseMatch s_choice = new() { Choice = "ns/route/0/0" };

    [Theory]
    [InlineData(10, 70, 30, 0)]
    [InlineData(100, 1, 1, 2)]
    [InlineData(1_000, 999_999, 1, 0)]
    [InlineData(500, 1, 0, 0)]
    public void Requests_are_shared_by_weight(int requests, params int[] weights)
    {
        var index = Index(weights.Select((weight, i) => ($"r{i}", s_choice with { Weight = weight })));

        var counts = Count(index, requests);

        var total = (double)weights.Sum();
        for (var i = 0; i < weights.Length; i++)
            Assert.InRange(counts.GetValueOrDefault($"r{i}"), (requests * weights[i] / total) - 3, (requests * weights[i] / total) + 3);
    }

    [Fact]
    public void A_client_that_sends_pairs_of_requests_gets_every_route_for_both()
    {
        var index = Index(("a", s_choice), ("b", s_choice));
        var http = Request("/");

        var pairs = Enumerable.Range(0, 100).Select(_ => (First: index.Match(http), Second: index.Match(http))).ToList();

        Assert.InRange(pairs.Count(pair => pair.First == "a"), 45, 55);
        Assert.InRange(pairs.Count(pair => pair.Second == "a"), 45, 55);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0, 0)]
    public void A_choice_without_weight_is_an_error_of_the_configuration_for_its_requests(params int[] weights)
        => Assert.Equal("500", Index(weights.Select((weight, i) => ($"r{i}", s_choice with { Weight = weight }))).Match(Request("/")));

    [Fact]
    public void A_route_that_is_not_part_of_a_choice_has_no_weight()
        => Assert.Equal("a", Match(Request("/"), new PreciseMatch { Weight = 0 }));

    [Fact]
    public void A_choice_is_one_match_in_the_order()
    {
        var index = Index(
            ("old", s_choice with { Choice = "x", Created = 1, Weight = 0 }), ("new", s_choice with { Choice = "y", Created = 2 }));

        Assert.Equal("500", index.Match(Request("/")));
    }

    [Fact]
    public void Routes_join_and_leave_a_choice()
    {
        var (a, b) = (Endpoint("a", s_choice), Endpoint("b", s_choice));
        var index = PreciseIndex.Empty.Change([], [a]);
        Assert.Equal(["a"], Count(index, 10).Keys);

        index = index.Change([], [b]);
        Assert.Equal(["a", "b"], Count(index, 10).Keys.Order());

        index = index.Change([a], []);
        Assert.Equal(["b"], Count(index, 10).Keys);

        Assert.Null(index.Change([b], []).Match(Request("/")));
    }

    private static Dictionary<string, int> Count(PreciseIndex index, int requests)
    {
        var http = Request("/");
        return Enumerable.Range(0, requests).Select(_ => index.Match(http)!).CountBy(id => id).ToDictionary();
    }
}
