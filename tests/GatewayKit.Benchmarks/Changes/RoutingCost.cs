using System.Diagnostics;
using System.Globalization;
using System.Net;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GatewayKit.Benchmarks.Changes;

/// <summary>Measures a start up to the first answer, and then what matching costs, by the routing table alone.</summary>
internal static class RoutingCost
{
    private const int Requests = 1_000;

    public const string Header
        = "\n| routes | first answer ms | match ns | bytes | all routes matched once ms | heap MB | after all matches |\n"
        + "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |";

    /// <summary>Asks a started gateway for the route in the middle.</summary>
    public static async Task AskAsync(WebApplication app, LargeConfig config, int route)
    {
        using var client = new HttpClient();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var request = new HttpRequestMessage(HttpMethod.Get, address + config.Path(route) + "/");
        request.Headers.Host = config.Host(route);
        using var response = await client.SendAsync(request).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
            throw new InvalidOperationException("No route matched.");
    }

    /// <returns>A row of the table.</returns>
    public static async Task<string> MeasureAsync(WebApplication app, LargeConfig config, int routes, double firstAnswer)
    {
        var table = app.Services.GetRequiredService<RouteTable>();
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.GetTimestamp();
        for (var route = 0; route < routes; route++)
            await MatchAsync(table, ContextOf(config, route)).ConfigureAwait(false);
        var all = Stopwatch.GetElapsedTime(clock);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        DefaultHttpContext[] contexts
            = [.. Enumerable.Range(0, Requests).Select(i => ContextOf(config, (int)((long)i * routes / Requests)))];
        var (best, bytes) = (double.MaxValue, 0L);
        for (var round = 0; round < 200; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            clock = Stopwatch.GetTimestamp();
            foreach (var context in contexts)
                await MatchAsync(table, context).ConfigureAwait(false);
            best = Math.Min(best, Stopwatch.GetElapsedTime(clock).TotalNanoseconds / Requests);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Requests;
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"| {routes} | {firstAnswer:F0} | {best:F0} | {bytes} | {all.TotalMilliseconds:F0} | {heap / 1e6:F1} | {after / 1e6:F1} |");
    }

    private static async ValueTask MatchAsync(RouteTable table, DefaultHttpContext context)
    {
        await table.MatchAsync(context).ConfigureAwait(false);
        if (context.GetEndpoint() is null)
            throw new InvalidOperationException("No route matched.");
    }

    private static DefaultHttpContext ContextOf(LargeConfig config, int route)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(config.Host(route) ?? "localhost");
        context.Request.Path = config.Path(route) + "/";
        return context;
    }
}
