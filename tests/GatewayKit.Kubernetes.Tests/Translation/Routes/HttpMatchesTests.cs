using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Tests.Translation.Routes;

public sealed class HttpMatchesTests
{
    [Fact]
    public void Without_conditions_every_path_matches()
    {
        Assert.Equal(PathCondition.Any, Assert.Single(HttpMatches.Of([], out _)).Path);
        Assert.Equal(PathCondition.Any, Assert.Single(HttpMatches.Of([new HttpRouteMatch()], out _)).Path);
    }

    [Theory]
    [InlineData("Exact", PathConditionKind.Exact)]
    [InlineData("PathPrefix", PathConditionKind.Prefix)]
    [InlineData("RegularExpression", PathConditionKind.Regex)]
    public void A_path_is_compared_as_its_type_says(string type, PathConditionKind kind)
        => Assert.Equal(new PathCondition(kind, "/a"), Of(new HttpRouteMatch { Path = new() { Type = type, Value = "/a" } })?.Path);

    [Fact]
    public void Of_several_conditions_with_the_same_name_the_first_one_counts()
    {
        var match = Of(new HttpRouteMatch
        {
            Headers = [Named("X-A", "1"), Named("x-a", "2"), Named("X-B", "3")],
            QueryParams = [Named("a", "1"), Named("A", "2"), Named("a", "3")],
        })!;

        Assert.Equal(["1", "3"], match.Headers.Select(header => header.Value));
        Assert.Equal(["1", "2"], match.Query.Select(parameter => parameter.Value));
    }

    [Fact]
    public void Unknown_types_and_methods_are_unsupported()
    {
        foreach (var match in new HttpRouteMatch[]
        {
            new() { Path = new() { Type = "Glob", Value = "/a" } },
            new() { Method = "QUERY" },
            new() { Headers = [Named("X-A", "1") with { Type = "Glob" }] },
            new() { QueryParams = [Named("a", "1") with { Type = "Glob" }] },
        })
        {
            Assert.Empty(HttpMatches.Of([match], out var problem));
            Assert.Equal("UnsupportedValue", problem?.Reason);
        }
    }

    private static NamedMatch Named(string name, string value) => new() { Name = name, Value = value };

    private static PreciseMatch? Of(HttpRouteMatch match) => Assert.Single(HttpMatches.Of([match], out _));
}
