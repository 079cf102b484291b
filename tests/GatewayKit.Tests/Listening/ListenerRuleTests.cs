using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Listening.Tables;

namespace GatewayKit.Tests.Listening;

public sealed class ListenerRuleTests
{
    [Fact]
    public void Valid_listeners_have_no_error() => Assert.Empty(Errors(Listen.On(
            ("a", Listen.Https("a.example.com")), ("b", Listen.Passing("*.example.com")), ("c", Listen.Tcp("127.0.0.2")),
            ("d", Listen.Http("127.0.0.3")), ("e", Listen.Http("127.0.0.3", "*.example.com")))
        .WithCluster("up", 1).With("route", Listen.Route("c", ("up", 1)))));

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_has_a_range(int port) => AssertError("port is", Listen.On(("web", Listen.Http(port: port))));

    [Theory]
    [InlineData("a b")]
    [InlineData("*")]
    [InlineData("*.*.example.com")]
    [InlineData("bücher.example")]
    [InlineData("example.com.")]
    public void A_host_is_a_name_in_ASCII(string host) => AssertError("host has", Listen.On(("web", Listen.Http(host: host))));

    [Fact]
    public void A_listener_that_ends_TLS_needs_a_certificate()
        => AssertError("needs a certificate", Listen.On(("web", Listen.Http() with { Protocol = ListenerProtocol.Https })));

    [Fact]
    public void A_listener_without_TLS_has_no_certificate()
        => AssertError("tls is set", Listen.On(("web", Listen.Http() with { Tls = Listen.Tls("a") })));

    [Fact]
    public void Only_protocols_with_TLS_share_a_port()
        => AssertWarning("only Https and Tls can share", Listen.On(("a", Listen.Http(port: 80)), ("b", Listen.Tcp() with { Port = 80 })));

    [Fact]
    public void Listeners_of_a_port_have_different_hosts()
        => AssertWarning("as 'a'", Listen.On(("a", Listen.Http(host: "a.example")), ("b", Listen.Http(host: "a.example"))));

    [Fact]
    public void A_stream_needs_a_listener_for_streams_and_a_known_cluster()
    {
        var config = Listen.On(("web", Listen.Http()), ("tcp", Listen.Tcp("127.0.0.2"))).WithCluster("up", 1);

        AssertError("no listener has this name", config.With("route", Listen.Route("other", ("up", 1))));
        AssertError("must be Tls or Tcp", config.With("route", Listen.Route("web", ("up", 1))));
        AssertError("no cluster has this name", config.With("route", Listen.Route("tcp", ("other", 1))));
        AssertError("weight", config.With("route", Listen.Route("tcp", ("up", 1_000_001))));
        AssertError("no server name", config.With("route", Listen.Route("tcp", ("up", 1)) with { Hosts = ["a.example"] }));
        AssertError("idleTimeout", config.With("route", Listen.Route("tcp", ("up", 1)) with { IdleTimeout = TimeSpan.Zero }));
    }

    [Fact]
    public void Errors_have_the_listener_or_the_stream_as_their_owner()
    {
        var errors = new ConfigErrors();
        new ListenerRule(isAvailable: true).Check(
            Listen.On(("web", Listen.Http(port: -1)), ("tcp", Listen.Tcp("127.0.0.2"))).With("route", Listen.Route("tcp", ("other", 1))),
            errors);

        Assert.Equal(
            [("listeners.web", ConfigOwner.Listener("WEB")), ("streamRoutes.route", ConfigOwner.StreamRoute("Route"))],
            errors.Items.Select(error => (error.Where, error.Owner)));
        Assert.NotEqual(ConfigOwner.Listener("web"), ConfigOwner.StreamRoute("web"));
        Assert.NotEqual(default, ConfigOwner.Listener("web"));
    }

    private static void AssertError(string part, GatewayConfig config)
        => Assert.Contains(part, Assert.Single(Errors(config)), StringComparison.Ordinal);

    private static void AssertWarning(string part, GatewayConfig config)
    {
        var errors = Check(config);

        Assert.Empty(errors.Items);
        Assert.Contains(part, Assert.Single(errors.Warnings).ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Errors(GatewayConfig config) => [.. Check(config).Items.Select(error => error.ToString())];

    private static ConfigErrors Check(GatewayConfig config)
    {
        var errors = new ConfigErrors();
        new ListenerRule(isAvailable: true).Check(config, errors);
        return errors;
    }
}
