using GatewayKit.Kubernetes.Translation.Backends;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Backends;

public sealed class EndpointSelectionTests
{
    [Fact]
    public void Ready_endpoints_of_the_port_are_selected()
        => Assert.Equal(
            ["10.0.0.1:8080", "10.0.0.2:8080"],
            Select([Slice(Endpoint("10.0.0.2"), Endpoint("10.0.0.1", ready: true), Endpoint("10.0.0.3", ready: false)),
                Slice(Endpoint("10.0.0.1")), Slice("other", Endpoint("10.0.0.9"))]));

    [Fact]
    public void Endpoints_that_terminate_serve_only_while_none_is_ready()
    {
        var ending = Endpoint("10.0.0.1", ready: false, serving: true, terminating: true);
        var ended = Endpoint("10.0.0.2", ready: false, serving: false, terminating: true);
        var failing = Endpoint("10.0.0.3", ready: false, serving: true);

        Assert.Equal(["10.0.0.1:8080"], Select([Slice(ending, ended, failing)]));
        Assert.Equal(["10.0.0.4:8080"], Select([Slice(ending, ended, failing, Endpoint("10.0.0.4"))]));
    }

    [Fact]
    public void An_endpoint_is_an_address_and_not_a_name()
    {
        var slice = Slice(Endpoint("localhost"), Endpoint("10.0.0.1"));
        slice.AddressType = "FQDN";

        Assert.Equal(["10.0.0.1:8080"], Select([slice]));
    }

    [Fact]
    public void A_pod_with_two_addresses_is_one_endpoint()
    {
        var (four, six) = (Slice(Endpoint("10.0.0.1")), Slice(Endpoint("2001:db8::1")));
        six.AddressType = "IPv6";

        Assert.Equal(["10.0.0.1:8080"], Select([four, six], "IPv4"));
        Assert.Equal(["[2001:db8::1]:8080"], Select([four, six], "IPv6"));
        Assert.Equal(["[2001:db8::1]:8080"], Select([six], "IPv4"));
        Assert.Equal(2, Select([four, six]).Length);
    }

    [Fact]
    public void Hints_keep_requests_in_the_zone_if_all_endpoints_have_them()
    {
        V1Endpoint[] hinted = [Endpoint("10.0.0.1", zone: "a"), Endpoint("10.0.0.2", zone: "b")];

        Assert.Equal(["10.0.0.1:8080"], Select([Slice(hinted)], zone: "a"));
        Assert.Equal(2, Select([Slice(hinted)], zone: "c").Length);
        Assert.Equal(2, Select([Slice(hinted)]).Length);
        Assert.Equal(3, Select([Slice([.. hinted, Endpoint("10.0.0.3")])], zone: "a").Length);
    }

    private static string[] Select(V1EndpointSlice[] slices, string? family = null, string? zone = null)
        => [.. EndpointSelection.Select([.. slices], "http", family, zone)];

    private static V1EndpointSlice Slice(params V1Endpoint[] endpoints) => Slice("http", endpoints);

    private static V1EndpointSlice Slice(string port, params V1Endpoint[] endpoints) => new()
    {
        AddressType = "IPv4",
        Ports = [new Discoveryv1EndpointPort { Name = port, Port = 8080, Protocol = "TCP" }],
        Endpoints = endpoints,
    };

    private static V1Endpoint Endpoint(
        string address, bool? ready = null, bool? serving = null, bool? terminating = null, string? zone = null) => new()
        {
            Addresses = [address],
            Conditions = new V1EndpointConditions { Ready = ready, Serving = serving, Terminating = terminating },
            Hints = zone is null ? null : new V1EndpointHints { ForZones = [new V1ForZone { Name = zone }] },
        };
}
