using System.Diagnostics;
using System.Globalization;
using GatewayKit.Benchmarks.Micro;
using GatewayKit.Hosting;
using GatewayKit.Plugins.Compress;
using GatewayKit.Plugins.FindReplace;
using GatewayKit.Plugins.RewriteLinks;

namespace GatewayKit.Benchmarks.Bodies;

/// <summary>
/// Measures plugins that change bodies while one long response streams through them over sockets. The upstream, the gateway and the client
/// are in one process, whose memory must not depend on the length.
/// </summary>
internal static class BodyRun
{
    private const int DefaultMegabytes = 1024;

    private static readonly TimeSpan s_sample = TimeSpan.FromMilliseconds(20);

    /// <param name="options">The length of the response in megabytes; empty for the default.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var megabytes = options is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : DefaultMegabytes;
        await Console.Out.WriteLineAsync("""
            | plugin | MB | seconds | processor seconds | MB received | memory before | peak |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: |
            """).ConfigureAwait(false);
        var upstream = await StartUpstreamAsync().ConfigureAwait(false);
        await using (upstream.ConfigureAwait(false))
        {
            foreach (var variant in BodyVariant.All)
                await MeasureAsync(variant, upstream.Urls.Single(), megabytes).ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task MeasureAsync(BodyVariant variant, string upstream, int megabytes)
    {
        var gateway = await StartGatewayAsync(variant, upstream).ConfigureAwait(false);
        await using (gateway.ConfigureAwait(false))
        {
            using var client = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()), Timeout = Timeout.InfiniteTimeSpan };
            await ReceiveAsync(client, variant, 10).ConfigureAwait(false);
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var (before, cpu, begin) = (process.WorkingSet64, process.TotalProcessorTime, Stopwatch.GetTimestamp());
            using var ended = new CancellationTokenSource();
            var peak = PeakAsync(ended.Token);
            var received = await ReceiveAsync(client, variant, megabytes).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            var highest = await peak.ConfigureAwait(false);
            var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            process.Refresh();
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {variant.Name} | {megabytes} | {seconds:F1} | {(process.TotalProcessorTime - cpu).TotalSeconds:F1} | "
                    + $"{received >> 20} | {before >> 20} | {highest >> 20} |")).ConfigureAwait(false);
        }
    }

    private static async Task<long> ReceiveAsync(HttpClient client, BodyVariant variant, long megabytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, FormattableString.Invariant(
            $"/items?bytes={megabytes << 20}&coding={variant.Coding}"));
        if (variant.Accepts.Length > 0)
            request.Headers.Add("Accept-Encoding", variant.Accepts);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        var (buffer, received) = (new byte[64 * 1024], 0L);
        for (int count; (count = await body.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            received += count;
        return received;
    }

    private static async Task<long> PeakAsync(CancellationToken ended)
    {
        var peak = 0L;
        using var process = Process.GetCurrentProcess();
        while (!ended.IsCancellationRequested)
        {
            process.Refresh();
            peak = long.Max(peak, process.WorkingSet64);
            await Task.Delay(s_sample, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return peak;
    }

    private static async Task<WebApplication> StartUpstreamAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(LongBody.SendAsync);
        await app.StartAsync().ConfigureAwait(false);
        return app;
    }

    private static async Task<WebApplication> StartGatewayAsync(BodyVariant variant, string upstream)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddGatewayKit()
            .AddPlugin<CompressPlugin>().AddPlugin<FindReplacePlugin>().AddPlugin<RewriteLinksPlugin>()
            .AddConfig(MicroGateway.Bind($$"""
                routes: { items: { clusterId: up, match: { path: /items }, plugins: {{variant.Plugins}} } }
                clusters: { up: { destinations: { one: { address: "{{upstream}}" } } } }
                """));
        var app = builder.Build();
        app.MapGatewayKit();
        await app.StartAsync().ConfigureAwait(false);
        return app;
    }
}
