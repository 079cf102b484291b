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

    private static async Task RunAsync(IGrouping<bool, CallVariant> variants, TimeSpan time, TextWriter output)
    {
        var yarp = (CallResult?)null;
        var upstream = await CallServers.StartUpstreamAsync(variants.Key).ConfigureAwait(false);
        await using (upstream.ConfigureAwait(false))
        {
            foreach (var variant in variants)
            {
                var result = await MeasureAsync(variant, upstream.Urls.Single(), time).ConfigureAwait(false);
                yarp ??= result;
                await output.WriteLineAsync(result.ToRow(yarp)).ConfigureAwait(false);
            }
        }
    }

    private static async Task<CallResult> MeasureAsync(CallVariant variant, string upstream, TimeSpan time)
    {
        var proxy = await CallServers.StartProxyAsync(variant, upstream).ConfigureAwait(false);
        await using (proxy.ConfigureAwait(false))
        {
            using var client = new CallClient(variant, proxy.Urls.Single());
            await CallAsync(client, time / 5).ConfigureAwait(false);
            GC.Collect();
            var (allocated, cpu, begin) = (
                GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            var (calls, received) = await CallAsync(client, time).ConfigureAwait(false);
            return new CallResult(
                variant.Name, calls, Stopwatch.GetElapsedTime(begin).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
                GC.GetTotalAllocatedBytes(precise: true) - allocated, received);
        }
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
