using System.Globalization;
using GatewayKit.Benchmarks.Changes;
using GatewayKit.Statistics;
using GatewayKit.Store;
using GatewayKit.Store.Statistics;

namespace GatewayKit.Benchmarks.Usages;

/// <summary>Measures what usage statistics cost beside the requests: the writes, the sums of hours, and queries.</summary>
internal static class UsageRun
{
    public static async Task<int> RunAsync(UsageOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-statistics-");
        try
        {
            var app = Build(options, options.Store ?? Path.Combine(folder.FullName, "gateway.db"));
            await using (app.ConfigureAwait(false))
                await MeasureAsync(app.Services, options).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static WebApplication Build(UsageOptions options, string store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddGatewayKit().UseStore(store, settings =>
        {
            settings.Timeout = TimeSpan.FromMinutes(5);
            settings.Statistics.SeriesLimit = Math.Min(100_000, options.Routes * options.Consumers);
        });

        // It doesn't start, so the statistics only do what they are asked for.
        return builder.Build();
    }

    private static async Task MeasureAsync(IServiceProvider services, UsageOptions options)
    {
        var usage = services.GetRequiredService<UsageCollector>();
        var statistics = services.GetRequiredService<IGatewayStatistics>();
        var rollup = services.GetRequiredService<UsageRollup>();
        usage.Enable(Math.Min(100_000, options.Routes * options.Consumers));
        await statistics.FlushAsync().ConfigureAwait(false);
        await WriteAsync(FormattableString.Invariant(
            $"{options.Routes} routes with {options.Consumers} consumers, {options.Writes} writes for each sum of hours.\n"))
            .ConfigureAwait(false);
        await WriteAsync("| part | ms | CPU ms of this process | MB allocated |\n| --- | ---: | ---: | ---: |").ConfigureAwait(false);
        for (var round = 0; round < options.Rounds; round++)
        {
            var writes = new List<Phase>();
            for (var write = 0; write < options.Writes; write++)
            {
                Record(usage, options, write);
                writes.Add((await Phase.RunAsync("a write", () => DoneAsync(statistics.FlushAsync())).ConfigureAwait(false)).Phase);
            }

            await WriteAsync(Phase.Sum($"{options.Writes} writes", writes)).ConfigureAwait(false);
            await WriteAsync((await Phase.RunAsync("sums of hours", () => rollup.RunAsync(default)).ConfigureAwait(false)).Phase)
                .ConfigureAwait(false);
        }

        foreach (var (name, by, hasLatencies) in ((string, StatisticsGrouping, bool)[])
            [("query in total", default, true), ("without latencies", default, false),
             ("query by route", StatisticsGrouping.Route, true), ("by route, without latencies", StatisticsGrouping.Route, false)])
        {
            var query = new StatisticsQuery
            {
                From = DateTimeOffset.UtcNow.AddDays(-1),
                To = DateTimeOffset.UtcNow.AddHours(1),
                Interval = StatisticsInterval.Total,
                By = by,
                IncludesLatencies = hasLatencies,
            };
            await WriteAsync((await Phase.RunAsync(name, () => statistics.QueryAsync(query)).ConfigureAwait(false)).Phase)
                .ConfigureAwait(false);
        }
    }

    private static void Record(UsageCollector usage, UsageOptions options, int write)
    {
        for (var route = 0; route < options.Routes; route++)
        {
            for (var consumer = 0; consumer < options.Consumers; consumer++)
            {
                for (var request = 0; request < 3; request++)
                {
                    var milliseconds = 1 + ((route + (7 * consumer) + (31 * write) + (11 * request)) % 100);
                    usage.Record($"orders-{route}", $"consumer-{consumer}", 200, 100, 1000, TimeSpan.FromMilliseconds(milliseconds));
                }
            }
        }
    }

    private static async Task<bool> DoneAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }

    private static Task WriteAsync(Phase phase) => WriteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"| {phase.Name} | {phase.Milliseconds:F0} | {phase.CpuMilliseconds:F0} | {phase.Megabytes:F0} |"));

    private static Task WriteAsync(string text) => Console.Out.WriteLineAsync(text);
}
