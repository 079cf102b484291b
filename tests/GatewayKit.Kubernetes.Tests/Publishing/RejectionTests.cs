using System.Collections.Immutable;
using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Publishing;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Tests.Publishing;

/// <summary>The parts of a configuration that the core rejects.</summary>
public sealed class RejectionTests
{
    private readonly Rejections _rejections = new();

    [Fact]
    public void A_rejected_listener_is_removed_with_the_routes_that_have_no_other()
    {
        var config = new GatewayConfig
        {
            Listeners = Map(("good", Listener()), ("bad", Listener())),
            Routes = Map(("one", Route("bad")), ("both", Route("good", "bad")), ("other", Route("good")), ("host", Route())),
            StreamRoutes = Map(("one", Stream("bad")), ("both", Stream("bad", "good"))),
        };
        _rejections.Begin(config);

        Assert.True(_rejections.Add([Error() with { Owner = ConfigOwner.Listener("bad") }]));
        var rest = _rejections.Apply();

        Assert.Equal(["good"], rest.Listeners.Keys);
        Assert.Equal(["both", "host", "other"], rest.Routes.Keys.Order());
        Assert.Equal("good", Assert.Single(rest.Routes["both"].Match!.Listeners));
        Assert.Same(config.Routes["other"], rest.Routes["other"]);
        Assert.Equal("good", Assert.Single(Assert.Single(rest.StreamRoutes).Value.Listeners));
    }

    [Fact]
    public void A_changed_listener_is_tried_again()
    {
        var config = new GatewayConfig { Listeners = Map(("bad", Listener())) };
        _rejections.Begin(config);
        _rejections.Add([Error() with { Owner = ConfigOwner.Listener("bad") }]);

        _rejections.Begin(config with { Listeners = Map(("bad", Listener() with { Port = 81 })) });

        Assert.Equal(["bad"], _rejections.Apply().Listeners.Keys);
    }

    [Fact]
    public void A_rejected_route_of_connections_does_not_affect_one_whose_name_is_a_part_of_its_name()
    {
        _rejections.Begin(new GatewayConfig { StreamRoutes = Map(("ab/tcproute/x", Stream("tcp")), ("b/tcproute/x", Stream("tcp"))) });

        Assert.True(_rejections.Add([Error() with { Owner = ConfigOwner.StreamRoute("ab/tcproute/x") }]));

        Assert.Equal(["b/tcproute/x"], _rejections.Apply().StreamRoutes.Keys);
    }

    [Fact]
    public void An_error_of_no_part_is_not_new()
    {
        _rejections.Begin(new GatewayConfig { Listeners = Map(("good", Listener())) });

        Assert.False(_rejections.Add([Error()]));
        Assert.False(_rejections.Add([Error() with { Owner = ConfigOwner.Listener("other") }]));
    }

    private static ConfigError Error() => new("somewhere", "wrong", default);

    private static GatewayListener Listener() => new() { Address = IPAddress.Loopback, Port = 80, Protocol = ListenerProtocol.Http };

    private static StreamRoute Stream(params string[] listeners) => new() { Listeners = [.. listeners] };

    private static GatewayRoute Route(params string[] listeners) => new()
    {
        Route = new RouteConfig { RouteId = "route", Match = PreciseMatch.AnyRequest },
        Match = new PreciseMatch { Listeners = [.. listeners] },
    };

    private static ImmutableDictionary<string, T> Map<T>(params (string Key, T Value)[] entries)
        => entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
}
