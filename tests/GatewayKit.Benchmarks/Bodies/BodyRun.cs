using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace GatewayKit.Benchmarks.Bodies;

/// <summary>
/// Measures plugins that change bodies while one long response streams through them over sockets, beside bare YARP. The upstream, the proxy
/// and the client are in one process, whose memory must not depend on the length.
/// </summary>
internal static class BodyRun
{
    private const int DefaultMegabytes = 1024;

    private static readonly TimeSpan s_sample = TimeSpan.FromMilliseconds(20);

    /// <param name="options">The length of the response in megabytes; empty for the default.</param>
    /// <param name="output">For the report.</param>
    /// <returns>0 if the memory stays flat with every variant, otherwise 1.</returns>
    public static async Task<int> RunAsync(string[] options, TextWriter output)
    {
        var megabytes = options is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : DefaultMegabytes;
        await output.WriteLineAsync(BodyResult.Head).ConfigureAwait(false);
        var (yarp, isFlat) = ((BodyResult?)null, true);
        var upstream = await BodyServers.StartUpstreamAsync().ConfigureAwait(false);
        await using (upstream.ConfigureAwait(false))
        {
            foreach (var variant in BodyVariant.All)
            {
                var result = await MeasureAsync(variant, upstream.Urls.Single(), megabytes).ConfigureAwait(false);
                yarp ??= result;
                isFlat &= result.IsAsFlatAs(yarp);
                await output.WriteLineAsync(result.ToRow(yarp)).ConfigureAwait(false);
            }
        }

        return isFlat ? 0 : 1;
    }

    private static async Task<BodyResult> MeasureAsync(BodyVariant variant, string upstream, int megabytes)
    {
        var proxy = await BodyServers.StartProxyAsync(variant, upstream).ConfigureAwait(false);
        await using (proxy.ConfigureAwait(false))
        {
            using var client = new HttpClient { BaseAddress = new Uri(proxy.Urls.Single()), Timeout = Timeout.InfiniteTimeSpan };
            await ReceiveAsync(client, variant, int.Max(megabytes / 10, 1)).ConfigureAwait(false);
            CollectAll();
            var (before, cpu, begin) = (Environment.WorkingSet, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            using var ended = new CancellationTokenSource();
            var peak = PeakAsync(ended.Token);
            var received = await ReceiveAsync(client, variant, megabytes).ConfigureAwait(false);
            var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            var processor = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
            await ended.CancelAsync().ConfigureAwait(false);
            var (memory, heap) = await peak.ConfigureAwait(false);
            return new BodyResult(variant.Name, seconds, processor, received, before, memory, heap);
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

    // Returns memory of the last variant to the system, so that each one begins alike.
    private static void CollectAll()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static async Task<(long Memory, long Heap)> PeakAsync(CancellationToken ended)
    {
        var (memory, heap) = (0L, 0L);
        do
        {
            memory = long.Max(memory, Environment.WorkingSet);
            heap = long.Max(heap, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Delay(s_sample, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!ended.IsCancellationRequested);

        return (memory, heap);
    }
}
