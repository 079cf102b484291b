using System.Net;
using GatewayKit.Hosting.Admin;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Hosting;

/// <summary>A page in an operator's browser can't read metrics with its own name that resolves to their address.</summary>
public sealed class MetricsHostTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(true, "localhost", HttpStatusCode.OK)]
    [InlineData(true, "10.1.2.3:9464", HttpStatusCode.OK)]
    [InlineData(true, "[2001:db8::1]", HttpStatusCode.OK)]
    [InlineData(true, "gateway.internal:9464", HttpStatusCode.OK)]
    [InlineData(true, "page.example", HttpStatusCode.Forbidden)]
    [InlineData(true, "localhost.page.example", HttpStatusCode.Forbidden)]
    [InlineData(false, "localhost", HttpStatusCode.OK)]
    [InlineData(false, "10.1.2.3:9464", HttpStatusCode.OK)]
    [InlineData(false, "gateway.internal:9464", HttpStatusCode.OK)]
    [InlineData(false, "page.example", HttpStatusCode.Forbidden)]
    public async Task Only_addresses_and_allowed_names_get_metrics(bool isMetricsUrl, string host, HttpStatusCode status)
    {
        await using var gateway = await StartAsync(isMetricsUrl);

        Assert.Equal(status, await StatusAsync(gateway, "/metrics", host));
    }

    [Fact]
    public async Task The_first_rejected_name_is_logged()
    {
        await using var gateway = await StartAsync(isMetricsUrl: true);
        await StatusAsync(gateway, "/metrics", "prometheus.internal:9464");
        await StatusAsync(gateway, "/metrics", "page.example");

        var line = Assert.Single(gateway.Logs.Lines, line => line.Contains("A request for metrics", StringComparison.Ordinal));
        Assert.Contains("'prometheus.internal' was rejected", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Health_checks_are_answered_for_any_name(bool isMetricsUrl)
    {
        await using var gateway = await StartAsync(isMetricsUrl);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/healthz/live", "page.example"));
    }

    [Fact]
    public void The_host_of_a_metrics_address_is_not_allowed_for_commands()
    {
        var options = new AdminOptions { MetricsUrls = { "http://metrics.internal:9464" }, Urls = { "http://admin.internal:9000" } };
        var hosts = AdminHosts.Of(options);

        Assert.Equal((false, true), (hosts.Allows(From("metrics.internal")), hosts.AllowsMetrics(From("metrics.internal"))));
        Assert.Equal((true, true), (hosts.Allows(From("admin.internal")), hosts.AllowsMetrics(From("admin.internal"))));
    }

    [Fact]
    public async Task Other_endpoints_of_the_admin_addresses_have_their_own_rules()
    {
        await using var gateway = await StartAsync(isMetricsUrl: false);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/own", "page.example"));
    }

    private static DefaultHttpContext From(string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.LocalIpAddress = IPAddress.Loopback;
        context.Request.Host = new HostString(host);
        return context;
    }

    private static Task<GatewayTestHost> StartAsync(bool isMetricsUrl) => GatewayTestHost.StartAsync(setup => setup
        .WithGateway(gateway => (isMetricsUrl ? gateway.UseMetricsUrls("http://127.0.0.1:0") : gateway.UseAdminUrls("http://127.0.0.1:0"))
            .AllowAdminHosts("gateway.internal")
            .MapMetrics(endpoints => endpoints.MapGet("/metrics", () => "a 1\n"))
            .MapAdmin(endpoints => endpoints.MapGet("/own", () => "own")))
        .WithConfiguration("routes: {}")).WaitAsync(s_patience);

    private static async Task<HttpStatusCode> StatusAsync(GatewayTestHost gateway, string path, string host)
    {
        using var client = new HttpClient { Timeout = s_patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(AdminAddress.Of(gateway), path)) { Headers = { Host = host } };
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
