using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy.Discovery;

[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "DisposeAsync of IAsyncLifetime disposes them.")]
public sealed class DiscoveryTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TestDnsServer _dns = new();
    private readonly FakeTimeProvider _time = new();
    private TestUpstream _upstream = null!;
    private GatewayTestHost _gateway = null!;

    private int Port => _upstream.Address.Port;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        await _dns.DisposeAsync();
    }

    [Fact]
    public async Task Each_address_of_a_name_is_a_destination_and_changes_while_requests_are_forwarded()
    {
        _dns.Set("orders.example", "127.0.0.1");
        await StartAsync("http://orders.example:PORT/base", "dns");
        await HasAsync($"one@127.0.0.1:{Port}");
        Assert.Equal("/base/x orders.example", await GetAsync());

        var before = Cluster();
        _dns.Set("orders.example", "127.0.0.3", "127.0.0.1", "::1");
        await HasAsync($"one@127.0.0.1:{Port}", $"one@127.0.0.3:{Port}", $"one@[::1]:{Port}");

        // The cluster is the same, and its destinations keep their health and their connections.
        Assert.Same(before, Cluster());
        _dns.Set("orders.example", "127.0.0.1");
        await HasAsync($"one@127.0.0.1:{Port}");
        Assert.Equal("/base/x orders.example", await GetAsync());
    }

    [Fact]
    public async Task The_last_addresses_stay_in_use_while_DNS_does_not_answer()
    {
        _dns.Set("orders.example", "127.0.0.1");
        await StartAsync("http://orders.example:PORT", "dns");
        await HasAsync($"one@127.0.0.1:{Port}");

        _dns.Break(true);
        await LogsAsync("DNS doesn't have an answer for 'orders.example'; the last 1 addresses stay in use");
        Assert.Equal("/x orders.example", await GetAsync());
        Assert.Empty(await _gateway.ReloadAsync(Configuration("http://orders.example:PORT", "dns", "maxConnectionsPerServer: 5")));
        Assert.Equal("/x orders.example", await GetAsync());

        _dns.Set("orders.example", "127.0.0.1", "127.0.0.3");
        _dns.Break(false);
        await HasAsync($"one@127.0.0.1:{Port}", $"one@127.0.0.3:{Port}");
        await LogsAsync("DNS has an answer for 'orders.example' again.");
    }

    [Fact]
    public async Task SRV_records_have_the_ports()
    {
        await using var other = await TestUpstream.StartAsync(http => http.Response.WriteAsync("other"), HttpProtocols.Http1);
        await StartAsync("http://_http._tcp.orders.example", "dns-srv");
        Assert.Equal("503", await GetAsync());

        _dns.Set("node1.example", "127.0.0.1");
        _dns.Set("_http._tcp.orders.example", $"node1.example:{Port}");
        await HasAsync($"one@127.0.0.1:{Port}");
        Assert.Equal("/x orders.example", await GetAsync());

        _dns.Set("_http._tcp.orders.example", $"node1.example:{other.Address.Port}");
        await HasAsync($"one@127.0.0.1:{other.Address.Port}");
        Assert.Equal("other", await GetAsync());
    }

    [Fact]
    public async Task Errors_have_clear_messages()
    {
        await StartAsync("http://127.0.0.1:PORT", "dns");

        Assert.Contains(_gateway.Logs.Lines, line => line.Contains(
            "clusters.up: discovery has no effect, because no destination's address has a name.", StringComparison.Ordinal));
        var errors = await _gateway.ReloadAsync("""
            clusters: { up: { discovery: { type: dns, servers: [ns.example], refresh: 0s } } }
            """);
        Assert.Contains("discovery.refresh is 0s; it must be between 1s and 1h.", errors[0], StringComparison.Ordinal);
        errors = await _gateway.ReloadAsync("clusters: { up: { discovery: { type: dns, servers: [ns.example] } } }");
        Assert.Contains(
            "discovery.servers[0] is 'ns.example'; it must be an IP address, optionally with a port.", errors[0], StringComparison.Ordinal);
    }

    private async Task StartAsync(string address, string type)
    {
        _upstream = await TestUpstream.StartAsync(
            http => http.Response.WriteAsync($"{http.Request.Path} {http.Request.Host.Host}"), HttpProtocols.Http1);
        _gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithTime(_time)
            .WithConfiguration(Configuration(address, type))).WaitAsync(s_patience);
    }

    private string Configuration(string address, string type, string client = "") => $$"""
        routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
        clusters:
          up:
            destinations: { one: { address: "{{address.Replace("PORT", $"{Port}", StringComparison.Ordinal)}}" } }
            httpClient: { {{client}} }
            discovery: { type: {{type}}, servers: ["{{_dns.Address}}"], refresh: 30s }
        """;

    private async Task<string> GetAsync()
    {
        using var response = await _gateway.Client.GetAsync("/x").WaitAsync(s_patience);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : $"{(int)response.StatusCode}";
    }

    private ClusterState Cluster() => _gateway.Services
        .GetRequiredService<IProxyStateLookup>()
        .GetClusters()
        .Single(c => ClusterVersion.ConfiguredId(c.Model.Config.Metadata) == "up");

    private Task HasAsync(params string[] destinations)
        => IsAsync(() => Cluster().DestinationsState.AllDestinations.Select(d => d.DestinationId).Order(StringComparer.Ordinal)
            .SequenceEqual(destinations.Order(StringComparer.Ordinal)));

    private Task LogsAsync(string text) => IsAsync(() => _gateway.Logs.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)));

    /// <summary>Lets the records expire until a condition is true: an answer on the network takes its time.</summary>
    private async Task IsAsync(Func<bool> isTrue)
    {
        using var patience = new CancellationTokenSource(s_patience);
        for (var checks = 0; !isTrue(); checks++)
        {
            if (checks % 20 == 0)
                _time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(10, patience.Token);
        }
    }
}
