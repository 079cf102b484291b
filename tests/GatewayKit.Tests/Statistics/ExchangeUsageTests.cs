using System.Collections.Frozen;
using GatewayKit.Statistics;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Statistics;

/// <summary>Every exchange is counted, with or without plugins.</summary>
public sealed class ExchangeUsageTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("/plain", null, "plain/(none)/2xx")]
    [InlineData("/secret", "ann", "secret/ann/2xx")]
    [InlineData("/secret", "a-stranger", "secret/(other)/2xx")]
    [InlineData("/secret", null, "secret/(none)/4xx")]
    [InlineData("/nowhere", null, "(none)/(none)/4xx")]
    [InlineData("/broken", null, "broken/(none)/5xx")]
    public async Task A_request_is_counted_with_a_configured_name_only(string path, string? token, string expected)
    {
        await using var gateway = await StartAsync();
        var usage = gateway.Services.GetRequiredService<UsageCollector>();
        usage.Enable(100);

        await SendAsync(gateway, new HttpRequestMessage(HttpMethod.Get, path), token);

        var series = Assert.Single(await TakeAsync(usage, 1));
        Assert.Equal(expected, $"{series.Route}/{series.Consumer}/{series.StatusClass}xx");
        Assert.True(series.Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task Bytes_of_bodies_are_summed()
    {
        await using var gateway = await StartAsync();
        var usage = gateway.Services.GetRequiredService<UsageCollector>();
        usage.Enable(100);

        for (var i = 0; i < 3; i++)
            await SendAsync(gateway, new HttpRequestMessage(HttpMethod.Post, "/plain") { Content = new StringContent("seven b") });

        var taken = await TakeAsync(usage, 3);
        Assert.Equal((21, 15), (taken.Sum(series => series.RequestBytes), taken.Sum(series => series.ResponseBytes)));
    }

    [Fact]
    public async Task Nothing_is_counted_until_it_is_enabled()
    {
        await using var gateway = await StartAsync();
        var usage = gateway.Services.GetRequiredService<UsageCollector>();
        Assert.False(usage.IsEnabled);

        await SendAsync(gateway, new HttpRequestMessage(HttpMethod.Get, "/plain"));

        Assert.Empty(usage.Take());
    }

    [Theory]
    [InlineData("/plain", "plain")]
    [InlineData("/secret", "secret")]
    public async Task A_request_is_also_counted_by_operation_if_its_route_has_operations(string path, string route)
    {
        await using var gateway = await StartAsync();
        var usage = gateway.Services.GetRequiredService<UsageCollector>();
        usage.Enable(100);
        usage.Operations = new Dictionary<string, UsageOperations[]>
        {
            [route] = [new(UsageOperations.NameOf("shop", "v1"), (method, at) => $"{method} {at}")],
        }.ToFrozenDictionary();

        foreach (var sent in (string[])[path, "/broken"])
            await SendAsync(gateway, new HttpRequestMessage(HttpMethod.Get, $"{sent}?q=1"), "ann");

        Assert.Equal(
            [$"(operations) shop/v1/GET {path}/2xx", "broken/(none)/5xx", $"{route}/{(route == "plain" ? "(none)" : "ann")}/2xx"],
            (await TakeAsync(usage, 3)).Select(s => $"{s.Route}/{s.Consumer}/{s.StatusClass}xx").Order(StringComparer.Ordinal));
    }

    private static async Task SendAsync(GatewayTestHost gateway, HttpRequestMessage request, string? token = null)
    {
        using var sent = request;
        if (token is not null)
            sent.Headers.Add("X-Token", token);
        using var response = await gateway.Client.SendAsync(sent).WaitAsync(s_patience);
        await response.Content.ReadAsByteArrayAsync().WaitAsync(s_patience);
    }

    /// <summary>Takes until a number of requests was counted: an exchange ends after its client has the response.</summary>
    private static async Task<List<UsageSeries>> TakeAsync(UsageCollector usage, int count)
    {
        using var limit = new CancellationTokenSource(s_patience);
        var taken = new List<UsageSeries>();
        while (taken.Sum(series => series.Count) < count)
        {
            await Task.Delay(10, limit.Token);
            taken.AddRange(usage.Take());
        }

        return taken;
    }

    private static Task<GatewayTestHost> StartAsync() => GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<TokenPlugin>()
        .WithUpstream(async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await http.Response.WriteAsync("hello");
        })
        .WithConfiguration("""
            routes:
              plain: { clusterId: up, match: { path: /plain } }
              secret: { clusterId: up, match: { path: /secret }, plugins: [ { name: token } ] }
              broken: { clusterId: down, match: { path: /broken } }
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
              down: { destinations: { one: { address: "http://127.0.0.1:1" } } }
            consumers:
              ann: {}
            """)).WaitAsync(s_patience);
}
