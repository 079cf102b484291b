using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Tests.Translation.Routes;

public sealed class GrpcMatchesTests
{
    [Theory]
    [InlineData("Exact", "shop.Orders", "Get", PathConditionKind.Exact, "/shop.Orders/Get")]
    [InlineData("Exact", "shop.Orders", null, PathConditionKind.Prefix, "/shop.Orders")]
    [InlineData("Exact", null, "Get", PathConditionKind.Regex, "/[^/]+/Get")]
    [InlineData("RegularExpression", "shop\\..*", "G.t|L.st", PathConditionKind.Regex, "/(?:shop\\..*)/(?:G.t|L.st)")]
    [InlineData("RegularExpression", "shop", null, PathConditionKind.Regex, "/(?:shop)/[^/]+")]
    [InlineData("Exact", null, null, PathConditionKind.Prefix, "/")]
    public void A_method_becomes_a_path(string type, string? service, string? method, PathConditionKind kind, string path)
        => Assert.Equal(
            new PathCondition(kind, path),
            Assert.Single(GrpcMatches.Of([new() { Method = new() { Type = type, Service = service, Method = method } }], out _)).Path);

    [Fact]
    public void An_unknown_type_is_unsupported()
    {
        Assert.Empty(GrpcMatches.Of([new() { Method = new() { Type = "Glob", Service = "a" } }], out var problem));
        Assert.Equal("UnsupportedValue", problem?.Reason);
    }
}
