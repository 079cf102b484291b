using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Benchmarks.Statistics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GatewayKit.Benchmarks.Start;

/// <summary>Measures the time and the processor time from the start of the tool to its first answer, and its idle memory.</summary>
internal static class StartRun
{
    public static async Task<int> RunAsync(StartOptions options)
    {
        var upstream = await StartUpstreamAsync().ConfigureAwait(false);
        await using (upstream.ConfigureAwait(false))
        {
            using var files = new StartFiles(options.Routes, new Uri(AddressOf(upstream)));
            await Console.Out.WriteLineAsync("""
                | command | first answer ms, least | median | processor ms, least | median | private MB, idle |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """).ConfigureAwait(false);
            foreach (var command in StartCommand.All(files))
                await Console.Out.WriteLineAsync(await MeasureAsync(options, command, files).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task<string> MeasureAsync(StartOptions options, StartCommand command, StartFiles files)
    {
        var (times, processor, memory) = (new List<double>(), new List<double>(), 0.0);
        for (var run = 1; run <= options.Runs; run++)
        {
            using var client = new HttpClient();
            client.DefaultRequestHeaders.Add("X-Api-Key", StartFiles.Key);
            var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
            using var process = StartedProcess.Start(options, command, files, address);
            times.Add((await process.FirstAnswerAsync(client, new Uri(address, command.Path)).ConfigureAwait(false)).TotalMilliseconds);
            processor.Add(process.ProcessorTime.TotalMilliseconds);
            if (run < options.Runs)
                continue;

            await Task.Delay(TimeSpan.FromSeconds(options.IdleSeconds)).ConfigureAwait(false);
            memory = process.PrivateMegabytes();
        }

        var (time, cpu) = (Spread.Of(times), Spread.Of(processor));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {command.Name} | {time.Minimum:F0} | {time.Median:F0} | {cpu.Minimum:F0} | {cpu.Median:F0} | {memory:F1} |");
    }

    private static async Task<WebApplication> StartUpstreamAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(static http => http.Response.WriteAsync("ok"));
        await app.StartAsync().ConfigureAwait(false);
        return app;
    }

    private static string AddressOf(WebApplication app)
        => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
