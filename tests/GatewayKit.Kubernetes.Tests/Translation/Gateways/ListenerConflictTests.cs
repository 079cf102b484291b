using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Tests.Translation.Gateways;

public sealed class ListenerConflictTests
{
    [Fact]
    public void Of_the_listeners_of_a_Gateway_none_wins()
    {
        var results = Translate(Make.Http("a", 80, "x.com"), Make.Http("b", 80, "X.com"), Make.Http("c", 80, "y.com"));

        foreach (var name in (string[])["a", "b"])
        {
            Assert.Equal("False HostnameConflict", results.Listener("gw", name).Conditions.Text("Accepted"));
            Assert.Equal("True HostnameConflict", results.Listener("gw", name).Conditions.Text("Conflicted"));
            Assert.Equal("False HostnameConflict", results.Listener("gw", name).Conditions.Text("Programmed"));
        }

        Assert.Equal("True ListenersNotValid", results.Gateway("gw").Conditions.Text("Accepted"));
        Assert.Equal(["infra/gw/c"], results.Config.Listeners.Keys);
    }

    [Fact]
    public void HTTP_and_TCP_cannot_share_a_port()
    {
        var results = Translate(Make.Http("a", 80, "x.com"), Make.Http("b", 80, "y.com"), Make.Tcp("c", 80), Make.Tcp("d", 81));

        Assert.All((string[])["a", "b", "c"], name =>
            Assert.Equal("True ProtocolConflict", results.Listener("gw", name).Conditions.Text("Conflicted")));
        Assert.Equal(["infra/gw/d"], results.Config.Listeners.Keys);
    }

    [Fact]
    public void HTTP_and_HTTPS_cannot_share_a_port()
        => Assert.Equal(
            "False ListenersNotValid",
            Translate(Make.Http("a", 443), Make.Https("b")).Gateway("gw").Conditions.Text("Accepted"));

    [Fact]
    public void Two_TCP_listeners_cannot_share_a_port()
        => Assert.Equal(
            "True ProtocolConflict",
            Translate(Make.Tcp("a", 81), Make.Tcp("b", 81)).Listener("gw", "b").Conditions.Text("Conflicted"));

    [Fact]
    public void HTTPS_and_TLS_share_a_port_if_their_hosts_differ()
    {
        var results = Translate(
            Make.Https("a", 443, "a.com"),
            Make.Passthrough("b", 443, "b.com"),
            Make.Terminate("c", 443, "c.com"),
            Make.Passthrough("d", 443, "c.com"));

        Assert.Equal(["infra/gw/a", "infra/gw/b"], results.Config.Listeners.Keys.Order());
        Assert.Equal("True HostnameConflict", results.Listener("gw", "d").Conditions.Text("Conflicted"));
    }

    [Fact]
    public void HTTPS_listeners_whose_hosts_overlap_say_so()
    {
        var results = Translate(
            Make.Https("a", 443, "foo.example.com"), Make.Https("b", 443, "foo.example.org"), Make.Https("c", 443, "*.example.com"));

        Assert.Equal("True OverlappingHostnames", results.Listener("gw", "a").Conditions.Text("OverlappingTLSConfig"));
        Assert.Equal("", results.Listener("gw", "b").Conditions.Text("OverlappingTLSConfig"));
        Assert.Equal("True OverlappingHostnames", results.Listener("gw", "c").Conditions.Text("OverlappingTLSConfig"));
        Assert.Equal(3, results.Config.Listeners.Count);
    }

    [Fact]
    public void A_listener_without_a_host_overlaps_with_all_of_its_port()
    {
        var results = Translate(Make.Https("a", 443, "foo.example.com"), Make.Https("b", 443), Make.Https("c", 8443, "foo.example.com"));

        Assert.Equal("True OverlappingHostnames", results.Listener("gw", "a").Conditions.Text("OverlappingTLSConfig"));
        Assert.Equal("True OverlappingHostnames", results.Listener("gw", "b").Conditions.Text("OverlappingTLSConfig"));
        Assert.Equal("", results.Listener("gw", "c").Conditions.Text("OverlappingTLSConfig"));
    }

    private static Results Translate(params Listener[] listeners)
        => new TestCluster().Set(Make.Secret("cert"), Make.Gateway("gw", listeners)).Translate();
}
