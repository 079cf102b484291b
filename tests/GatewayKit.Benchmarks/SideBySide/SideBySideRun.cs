using System.Diagnostics;
using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.SideBySide;

/// <summary>
/// Measures bare YARP and the gateway in turns, many times: what disturbs the machine disturbs all of them, and the ratio
/// of neighbours in time stays true where absolute numbers don't.
/// </summary>
internal static class SideBySideRun
{
    // In passes, so that the compiler's later tiers come to all of them at about the same time.
    private const int WarmUpPasses = 4;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(SideBySideOptions options)
    {
        var servers = new List<ServerProcess>();
        try
        {
            var upstream = await ServerProcess.StartAsync(Role.Upstream).ConfigureAwait(false);
            servers.Add(upstream);
            foreach (var role in (string[])[Role.Yarp, .. options.Variants])
                servers.Add(await ServerProcess.StartAsync(role, upstream.Address.ToString()).ConfigureAwait(false));

            var variants = servers.Skip(1).ToArray();
            for (var pass = 0; pass < WarmUpPasses; pass++)
            {
                foreach (var variant in variants)
                    await MeasureAsync(variant, options, s_warmUp).ConfigureAwait(false);
            }

            var results = variants.ToDictionary(v => v.Role, _ => new List<Measurement>());
            for (var round = 0; round < options.Rounds; round++)
            {
                await Console.Error.WriteLineAsync($"round {round + 1} of {options.Rounds}").ConfigureAwait(false);
                for (var i = 0; i < variants.Length; i++)
                {
                    var variant = variants[(round + i) % variants.Length];
                    results[variant.Role].Add(
                        await MeasureAsync(variant, options, TimeSpan.FromSeconds(options.Seconds)).ConfigureAwait(false));
                }
            }

            var report = new Report(options, results);
            await Console.Out.WriteLineAsync(report.ToMarkdown()).ConfigureAwait(false);
            await Console.Out.WriteLineAsync(report.ToJson()).ConfigureAwait(false);
            return 0;
        }
        finally
        {
            foreach (var server in servers)
                server.Dispose();
        }
    }

    private static async Task<Measurement> MeasureAsync(ServerProcess server, SideBySideOptions options, TimeSpan time)
    {
        using var load = await Load.ConnectAsync(server.Address, options.Connections).ConfigureAwait(false);
        var running = load.RunAsync();
        await Task.Delay(s_settle).ConfigureAwait(false);

        var (before, requests, clock) = (await server.UsageAsync().ConfigureAwait(false), load.Requests, Stopwatch.GetTimestamp());
        await Task.WhenAny(running, Task.Delay(time)).ConfigureAwait(false);
        var (after, count, seconds) =
            (await server.UsageAsync().ConfigureAwait(false), load.Requests - requests, Stopwatch.GetElapsedTime(clock).TotalSeconds);

        load.Stop();
        await running.WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(false);
        return new Measurement(
            count / seconds,
            (after.CpuMicroseconds - before.CpuMicroseconds) / count,
            (after.AllocatedBytes - before.AllocatedBytes) / (double)count,
            after.WorkingSetBytes / 1048576.0);
    }
}
