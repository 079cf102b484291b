namespace GatewayKit.Tests.Plugins;

public sealed class PluginPlacementTests
{
    [Fact]
    public void Two_placements_are_equal_whether_their_key_was_read_or_not()
    {
        var (one, other) = (Placement(), Placement());

        Assert.Equal("route:orders/rate-limit#burst", one.Key);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, other with { Folder = "/etc" });
    }

    [Fact]
    public void A_copy_has_its_own_key()
    {
        var one = Placement();

        Assert.NotEqual(one.Key, (one with { ScopeId = "search" }).Key);
    }

    private static PluginPlacement Placement()
        => new() { Plugin = "rate-limit", Id = "burst", Scope = PluginScope.Route, ScopeId = "orders" };
}
