using System.Globalization;
using System.Net;
using GatewayKit.Configuration.Matching;
using GatewayKit.Planning;
using GatewayKit.Planning.Traffic;
using GatewayKit.Tests.Proxy.Matching;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Planning;

/// <summary>A plan finds the routes with a precise match that the two gateways then really use, over sockets.</summary>
[Trait("Cases", "Generated")]
public sealed class GeneratedPrecisePlanTests
{
    private const int Routes = 40;
    private const int Requests = 80;

    [Fact]
    public async Task A_plan_names_the_routes_that_the_two_gateways_use()
    {
        for (var seed = 0; seed < Cases.Of(3); seed++)
        {
            var generated = new GeneratedMatches(seed, words: 3);
            var routes = Enumerable.Range(0, Routes).Select(i => Route(generated, $"r{i}")).ToList();
            await using var before = await PreciseGateway.StartAsync("routes: {}", routes);
            var added = Enumerable.Range(0, 8).Select(i => Route(generated, $"n{i}")).ToList();
            await using var after = await PreciseGateway.StartAsync(
                "routes: {}", [.. routes.Where(_ => generated.Next(4) > 0), .. added]);
            for (var i = 0; i < Requests; i++)
                await VerifyAsync($"seed {seed}", before, after, generated.Request().Http.Request);
        }
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, "route: the weights of the routes that it is chosen from")]
    public async Task Weights_are_settings_and_not_routes(int weight, string? difference)
    {
        var match = PreciseLab.Prefix("/") with { Choice = "c" };
        await using var before = await PreciseGateway.StartAsync(
            "routes: {}", ("a", match with { Weight = 0 }), ("b", match), ("d", match with { Weight = 2 }));
        await using var after = await PreciseGateway.StartAsync(
            "routes: {}", ("a", match with { Weight = 0 }), ("b", match), ("d", match with { Weight = weight }));

        var report = await after.Host.PlanAsync(
            before.Host, Enumerable.Range(0, 20).Select(i => new TrafficRequest { Method = "GET", Host = "any.test", Target = $"/{i}" }));

        var change = Assert.Single(report.Changes);
        Assert.Equal(("b", "b", 20L), (change.Before.Route, change.After.Route, change.Requests));
        Assert.Equal(
            difference, change.Differences.Select(found => found.Text).FirstOrDefault(text => text != "cluster: destinations"));
    }

    private static async Task VerifyAsync(string name, PreciseGateway before, PreciseGateway after, HttpRequest request)
    {
        var record = new TrafficRequest
        {
            Method = request.Method,
            Host = request.Host.Value!,
            Target = $"{request.Path}{request.QueryString}",
            Headers = [.. request.Headers.Where(header => header.Key != "Host").Select(header => KeyValuePair.Create(
                header.Key, header.Value.ToString()))],
            HasAllHeaders = true,
        };
        var (old, now) = (await SendAsync(before, record), await SendAsync(after, record));

        var report = await after.Host.PlanAsync(before.Host, record);

        // The destinations of the two gateways differ, so only rejected requests don't change.
        if (report.Changes is [var change])
            Assert.Equal($"{name}: {record} {(old, now)}", $"{name}: {record} {(Text(change.Before), Text(change.After))}");
        else
            Assert.Equal((name, record, old), (name, record, now));
    }

    /// <returns>The route, or the status if it isn't 200.</returns>
    private static async Task<string> SendAsync(PreciseGateway gateway, TrafficRequest record)
    {
        var uri = new Uri(
            gateway.Host.Address.ToString().TrimEnd('/') + record.Target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(record.Method), uri);
        request.Headers.Host = record.Host;
        foreach (var (name, value) in record.Headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var response = await gateway.Host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        return response.StatusCode == HttpStatusCode.OK
            ? gateway.Host.Upstream.Requests.Last().Target.Split('/')[1]
            : Text((int)response.StatusCode);
    }

    private static (string Id, PreciseMatch Match) Route(GeneratedMatches generated, string id)
        => (id, generated.Next(id)[0].Match with { Listeners = [], Choice = null, Weight = 1 });

    private static string Text(PlannedHandling handling) => handling.Refused is { } status ? Text(status) : handling.Route!;

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
