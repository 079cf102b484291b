using GatewayKit.Configuration.Matching;
using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Proxy.Matching;

/// <summary>Each property decides before all later ones.</summary>
public sealed class PreciseOrderTests
{
    private static readonly PreciseMatch s_worst = new()
    {
        Hosts = ["*.example.com"],
        Created = 2,
        Owner = "b/b",
        Position = 2,
    };

    public static TheoryData<string> Properties => [.. Steps.Select(step => step.Name)];

    private static (string Name, Func<PreciseMatch, PreciseMatch> Better)[] Steps =>
    [
        ("host", match => match with { Hosts = ["www.example.com"] }),
        ("rank", match => match with { Rank = 1 }),
        ("path", match => match with { Path = new PathCondition(PathConditionKind.Prefix, "/a") }),
        ("method", match => match with { Method = "GET" }),
        ("headers", match => match with { Headers = [Equal("x", "1")] }),
        ("query", match => match with { Query = [Equal("q", "1")] }),
        ("cookies", match => match with { Cookies = [Equal("c", "1")] }),
        ("age", match => match with { Created = 1 }),
        ("owner", match => match with { Owner = "a/z" }),
        ("position", match => match with { Position = 1 }),
    ];

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_decides_before_all_later_ones(string property)
    {
        var index = Array.FindIndex(Steps, step => step.Name == property);
        var better = Steps[index].Better(s_worst);
        var other = Steps[(index + 1)..].Aggregate(s_worst, (match, step) => step.Better(match));
        var http = Request("/a/b?q=1", "www.example.com", headers: [("x", "1"), ("Cookie", "c=1")]);

        Assert.Equal("a", Match(http, better, other));
        Assert.Equal("b", Match(http, other, better));
    }

    [Fact]
    public void More_headers_come_before_fewer()
    {
        var http = Request("/", headers: [("x", "1"), ("y", "1")]);
        var one = new PreciseMatch { Headers = [Equal("x", "1")], Query = [] };

        Assert.Equal("b", Match(http, one, one with { Headers = [Equal("x", "1"), Equal("y", "1")] }));
    }

    [Fact]
    public void Owners_are_compared_by_ordinal()
        => Assert.Equal("b", Match(Request("/"), new PreciseMatch { Owner = "a/z" }, new PreciseMatch { Owner = "A/z" }));

    [Fact]
    public void The_id_decides_between_routes_that_are_equal()
    {
        var http = Request("/");

        Assert.Equal("x", Index(("y", new()), ("x", new())).Match(http));
        Assert.Equal("x", Index(("x", new()), ("y", new())).Match(http));
    }
}
