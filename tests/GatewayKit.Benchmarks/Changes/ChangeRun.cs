using System.Globalization;
using System.Net;
using GatewayKit.Benchmarks.Statistics;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Readers;
using GatewayKit.Configuration.Sources;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Runtime;

namespace GatewayKit.Benchmarks.Changes;

/// <summary>
/// Measures one change of a large configuration by its parts: reading the file, compiling it, and publishing it to YARP and to routing.
/// Noticing the file isn't included.
/// </summary>
internal static class ChangeRun
{
    public static async Task<int> RunAsync(ChangeOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-change-");
        try
        {
            var config = new LargeConfig(options);
            var path = Path.Combine(folder.FullName, config.FileName);
            var content = config.ToBytes();
            await File.WriteAllBytesAsync(path, content).ConfigureAwait(false);
            await WriteAsync($"{options.Routes} routes of {(options.Hosts == 0 ? "any host" : $"{options.Hosts} hosts")} with "
                + $"{options.Plugins} plugins, {options.Consumers} consumers, {options.Format} of "
                + $"{content.Length / 1e6:F1} MB, {Environment.ProcessorCount} processors, .NET {Environment.Version}.")
                .ConfigureAwait(false);
            await WriteAsync("\n| change | part | ms | CPU ms | MB allocated |\n| --- | --- | ---: | ---: | ---: |").ConfigureAwait(false);

            var ten = await TenRoutesAsync(options, folder.FullName).ConfigureAwait(false);
            foreach (var part in await FromNothingAsync(content, config.FileName).ConfigureAwait(false))
                await WriteAsync("from nothing", [part]).ConfigureAwait(false);
            var (start, app) = await Phase.RunAsync("start", () => StartAsync(path)).ConfigureAwait(false);
            await using (app.ConfigureAwait(false))
            {
                await WriteAsync("start", [start]).ConfigureAwait(false);
                var (first, _) = await Phase.RunAsync("first answer", () => AskAsync(app, config, options)).ConfigureAwait(false);
                await WriteAsync("start", [first]).ConfigureAwait(false);
                var large = await RoutingCost
                    .MeasureAsync(app, config, options.Routes, start.Milliseconds + first.Milliseconds)
                    .ConfigureAwait(false);
                foreach (var kind in Enum.GetValues<ChangeKind>().Where(kind => kind switch
                {
                    ChangeKind.Consumer => options.Consumers > 0,
                    ChangeKind.Option => options.Plugins > 0,
                    _ => true,
                }))
                {
                    var rounds = new List<Phase[]>();
                    for (var round = 0; round < options.Rounds; round++)
                    {
                        config.Change(kind);
                        await File.WriteAllBytesAsync(path, config.ToBytes()).ConfigureAwait(false);
                        GC.Collect();
                        rounds.Add(await ChangeAsync(app).ConfigureAwait(false));
                    }

                    for (var part = 0; part < rounds[0].Length; part++)
                        await WriteAsync(kind.ToString().ToLowerInvariant(), [.. rounds.Select(round => round[part])])
                            .ConfigureAwait(false);
                }

                await WriteAsync(RoutingCost.Header).ConfigureAwait(false);
                await WriteAsync(ten).ConfigureAwait(false);
                await WriteAsync(large).ConfigureAwait(false);
                GC.Collect();
                await WriteAsync($"\nManaged heap after the changes: {GC.GetTotalMemory(forceFullCollection: true) / 1e6:F0} MB.")
                    .ConfigureAwait(false);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The same with ten routes, to compare with.</summary>
    private static async Task<string> TenRoutesAsync(ChangeOptions options, string folder)
    {
        options = options with { Routes = 10, Hosts = Math.Min(options.Hosts, 10) };
        var config = new LargeConfig(options);
        var path = Path.Combine(folder, $"ten-{config.FileName}");
        await File.WriteAllBytesAsync(path, config.ToBytes()).ConfigureAwait(false);
        var (start, app) = await Phase.RunAsync("start", () => StartAsync(path)).ConfigureAwait(false);
        await using (app.ConfigureAwait(false))
        {
            var (first, _) = await Phase.RunAsync("first answer", () => AskAsync(app, config, options)).ConfigureAwait(false);
            return await RoutingCost.MeasureAsync(app, config, 10, start.Milliseconds + first.Milliseconds).ConfigureAwait(false);
        }
    }

    private static async Task<bool> AskAsync(WebApplication app, LargeConfig config, ChangeOptions options)
    {
        await RoutingCost.AskAsync(app, config, options.Routes / 2).ConfigureAwait(false);
        return true;
    }

    /// <summary>Reading and binding without anything that an earlier version left.</summary>
    private static async Task<Phase[]> FromNothingAsync(byte[] content, string name)
    {
        var errors = new ConfigErrors();
        var (parse, root) = await Phase.RunAsync("parse", () => Task.FromResult(ConfigDocument.Read(content, name, errors)))
            .ConfigureAwait(false);
        var (bind, _) = await Phase.RunAsync("bind", () => Task.FromResult(root is null ? null : GatewayConfigBinder.Bind(root, errors)))
            .ConfigureAwait(false);
        return errors.Count == 0 ? [parse, bind] : throw new GatewayConfigException(errors.Items);
    }

    private static async Task<WebApplication> StartAsync(string path)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.AddGatewayKit()
            .AddPlugin<CorrelationIdPlugin>()
            .AddPlugin<KeyAuthPlugin>()
            .AddPlugin<RateLimitPlugin>()

            // Not watched: this program says when the file is read again.
            .LoadFrom(_ => new FileConfigSource(path, pollInterval: Timeout.InfiniteTimeSpan));
        var app = builder.Build();
        app.MapGatewayKit();
        await app.StartAsync().ConfigureAwait(false);
        return app;
    }

    private static async Task<Phase[]> ChangeAsync(WebApplication app)
    {
        var errors = new ConfigErrors();
        var sources = app.Services.GetServices<IGatewayConfigSource>().ToArray();
        var current = app.Services.GetRequiredService<CurrentSnapshot>().Value!;
        var (read, configs) = await Phase.RunAsync("read", () => Task.FromResult(Array.ConvertAll(sources, s => (s.Name, s.Read(errors)))))
            .ConfigureAwait(false);
        var (compile, snapshot) = await Phase.RunAsync("compile", () => Task.FromResult(
            app.Services.GetRequiredService<SnapshotCompiler>().Compile(configs, current.Catalog, current, errors))).ConfigureAwait(false);
        if (snapshot is null)
            throw new GatewayConfigException(errors.Items);

        var (publish, isActive) =
            await Phase.RunAsync("publish", () => app.Services.GetRequiredService<SnapshotPublisher>().PublishAsync(snapshot, errors))
                .ConfigureAwait(false);
        if (!isActive)
            throw new GatewayConfigException(errors.Items);

        var (keep, _) = await Phase.RunAsync("store", () => Task.FromResult(Accept(sources))).ConfigureAwait(false);
        Phase[] parts = [read, compile, publish, keep];
        return [.. parts, Phase.Sum("total", parts)];
    }

    private static int Accept(IGatewayConfigSource[] sources)
    {
        foreach (var source in sources)
            source.Accepted();
        return sources.Length;
    }

    private static Task WriteAsync(string change, Phase[] rounds) => WriteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"| {change} | {rounds[0].Name} | {Show(rounds, p => p.Milliseconds)} | {Show(rounds, p => p.CpuMilliseconds)} | "
            + $"{Show(rounds, p => p.Megabytes)} |"));

    private static string Show(Phase[] rounds, Func<Phase, double> of)
    {
        var spread = Spread.Of(rounds.Select(of));
        return rounds.Length == 1 ? spread.Median.ToString("F0", CultureInfo.InvariantCulture) : spread.Show("F0");
    }

    private static Task WriteAsync(FormattableString line) => WriteAsync(FormattableString.Invariant(line));

    private static Task WriteAsync(string line) => Console.Out.WriteLineAsync(line);
}
