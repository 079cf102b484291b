using System.Diagnostics;
using System.Globalization;

namespace GatewayKit.Benchmarks.Calls;

/// <summary>
/// Measures the plugins that convert calls of gRPC and compose answers, over sockets, beside bare YARP with calls of gRPC, and beside a
/// client that sends the parts' requests itself. The upstream, the proxy and the client are in one process.
/// </summary>
internal static class CallRun
{
    private const double DefaultSeconds = 5;
    private const int Clients = 16;
    private const int Rounds = 5;

    /// <param name="options">The seconds for each variant; empty for the default.</param>
    /// <param name="output">For the report.</param>
    public static async Task<int> RunAsync(string[] options, TextWriter output)
    {
        var seconds = options is [var text, ..] ? double.Parse(text, CultureInfo.InvariantCulture) : DefaultSeconds;
        var descriptors = OrderMessage.WriteDescriptors();
        try
        {
            await output.WriteLineAsync(CallResult.Head).ConfigureAwait(false);
            foreach (var variants in CallVariant.Of(descriptors).GroupBy(variant => variant.IsGrpc))
                await RunAsync(variants, TimeSpan.FromSeconds(seconds), output).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(descriptors);
        }

        return 0;
    }

    /// <summary>Measures the variants in turns, after a round in which the runtime compiles their code.</summary>
    private static async Task RunAsync(IGrouping<bool, CallVariant> variants, TimeSpan time, TextWriter output)
    {
        var upstream = await CallServers.StartUpstreamAsync(variants.Key).ConfigureAwait(false);
        await using var ofUpstream = upstream.ConfigureAwait(false);
        List<(CallResult Sum, WebApplication Proxy, CallClient Client)> runs = [];
        try
        {
            foreach (var variant in variants)
            {
                var proxy = await CallServers.StartProxyAsync(variant, upstream.Urls.Single()).ConfigureAwait(false);
                runs.Add((new CallResult(variant.Name), proxy, new CallClient(variant, proxy.Urls.Single())));
            }

            foreach (var (_, _, client) in runs)
                await CallAsync(client, time).ConfigureAwait(false);
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < runs.Count; i++)
                    runs[i] = runs[i] with { Sum = await MeasureAsync(runs[i].Sum, runs[i].Client, time / Rounds).ConfigureAwait(false) };
            }

            foreach (var (sum, _, _) in runs)
                await output.WriteLineAsync(sum.ToRow(runs[0].Sum)).ConfigureAwait(false);
        }
        finally
        {
            foreach (var (_, proxy, client) in runs)
            {
                client.Dispose();
                await proxy.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<CallResult> MeasureAsync(CallResult sum, CallClient client, TimeSpan time)
    {
        GC.Collect();
        var (allocated, cpu, begin) = (
            GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var (calls, received) = await CallAsync(client, time).ConfigureAwait(false);
        return sum.Add(
            calls, Stopwatch.GetElapsedTime(begin).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            GC.GetTotalAllocatedBytes(precise: true) - allocated, received);
    }

    /// <summary>Makes calls for a time, from several clients, each one after the other; one call of each client always.</summary>
    private static async Task<(long Calls, long Received)> CallAsync(CallClient client, TimeSpan time)
    {
        var begin = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            var (calls, received) = (0L, 0L);
            do
            {
                received += await client.CallAsync().ConfigureAwait(false);
                calls++;
            }
            while (Stopwatch.GetElapsedTime(begin) < time);

            return (calls, received);
        }))).ConfigureAwait(false);
        return (all.Sum(each => each.calls), all.Sum(each => each.received));
    }
}
