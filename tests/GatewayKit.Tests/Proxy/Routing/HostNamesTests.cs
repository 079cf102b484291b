using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>The index of host names.</summary>
public sealed class HostNamesTests
{
    private static readonly RouteEndpoint s_endpoint = new(
        _ => Task.CompletedTask, RoutePatternFactory.Parse("/"), 0, EndpointMetadataCollection.Empty, "endpoint");

    [Fact]
    public void The_longest_name_bounds_what_a_client_can_let_it_look_up()
    {
        var names = HostNames.Build([(s_endpoint, [".b.example", ".example"])]);

        Assert.Equal(10, names.Longest);
        Assert.Equal(14, names.With(s_endpoint, [".other.example"]).Longest);
        Assert.Equal(0, HostNames.Build([]).Longest);
    }

    [Theory]
    [InlineData(".b.example", 1)]
    [InlineData(".B.EXAMPLE", 1)]
    [InlineData("a.b.example", 0)]
    [InlineData(".example", 0)]
    public void Names_up_to_the_longest_are_found(string name, int count)
    {
        var found = default(LeafList);

        HostNames.Build([(s_endpoint, [".b.example"])]).Find(name, "", ref found);

        Assert.Equal(count, found.Count);
    }
}
