using System.Diagnostics;
using System.Globalization;
using System.Net;
using GatewayKit.Store.Tests.Support;
using Xunit.Abstractions;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Hosting;

public sealed class FaultTests(ITestOutputHelper output)
{
    private const int Writers = 4;
    private const int ChangesPerWriter = 50;

    /// <summary>How long the database is stopped: <c>GATEWAYKIT_OUTAGE</c> seconds, 0 by default.</summary>
    private static readonly TimeSpan s_outage = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("GATEWAYKIT_OUTAGE") ?? "0", CultureInfo.InvariantCulture));

    /// <summary>Three nodes and four writers, while the database is stopped once and killed once.</summary>
    [PostgresFact]
    public async Task No_request_fails_and_no_acknowledged_change_is_lost_while_the_database_stops_and_is_killed()
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-faults-").FullName;
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateDatabaseAsync();
        await using var one = await TestNode.StartAsync(connection, folder, "one");
        await using var two = await TestNode.StartAsync(connection, folder, "two");
        await using var three = await TestNode.StartAsync(connection, folder, "three");
        TestNode[] nodes = [one, two, three];
        await one.Store.WriteAsync(Route("orders", one.Host.Upstream.Address));
        foreach (var node in nodes)
            await node.ServesAsync("/orders");

        using var end = new CancellationTokenSource();
        var traffic = nodes.Select(node => Task.Run(() => SendAsync(node, end.Token))).ToArray();
        var progress = new WriterProgress();
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteAsync(nodes[w % 3].Store, w, progress))).ToArray();
        await progress.ReachAsync(60);
        await server.StopAsync();
        await Task.Delay(s_outage);
        await server.StartAgainAsync();
        await progress.ReachAsync(120);
        server.Kill();
        await server.StartAgainAsync();
        var versions = await Task.WhenAll(writers).WaitAsync(TimeSpan.FromMinutes(5));
        var written = Stopwatch.GetTimestamp();
        var latest = await one.Store.ReadAsync().WaitAsync(Deadline);
        foreach (var node in nodes)
            await node.RunsAsync(latest.Revision);
        output.WriteLine($"All nodes ran revision {latest.Revision} after {Stopwatch.GetElapsedTime(written).TotalMilliseconds:0} ms.");
        await end.CancelAsync();
        var sent = await Task.WhenAll(traffic).WaitAsync(Deadline);
        output.WriteLine($"{sent.Sum()} requests, none failed.");

        Assert.All(sent, count => Assert.True(count > 0));
        Assert.Equal(Writers * ChangesPerWriter, versions.Sum());
        for (var w = 0; w < Writers; w++)
            Assert.Equal($$"""{"address":"http://127.0.0.1:{{ChangesPerWriter}}"}""", Destination(latest, w));
    }

    /// <summary>Counts in an entry: each change is based on the one before, so that a lost one would be noticed.</summary>
    private static async Task<int> WriteAsync(IGatewayStore store, int writer, WriterProgress progress)
    {
        for (var number = 1; number <= ChangesPerWriter;)
        {
            try
            {
                var before = await store.ReadAsync();

                // A change that was not acknowledged may have been written.
                if (Destination(before, writer) == $$"""{"address":"http://127.0.0.1:{{number}}"}""")
                {
                    progress.Add();
                    number++;
                    continue;
                }

                if (number > 1)
                    Assert.Equal($$"""{"address":"http://127.0.0.1:{{number - 1}}"}""", Destination(before, writer));
                var result = await store.ApplyAsync(Set(before.Revision, Put(
                    $"clusters/w{writer}", $$$$"""{"destinations":{"one":{"address":"http://127.0.0.1:{{{{number}}}}"}}}""")));
                Assert.True(result.IsWritten);
                progress.Add();
                number++;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(50);
            }
        }

        return ChangesPerWriter;
    }

    private static string? Destination(StoreContent content, int writer)
        => content.Find(EntryKey.Parse($"clusters/w{writer}"))?.Content.Split("\"one\":")[1][..^2];

    private static async Task<int> SendAsync(TestNode node, CancellationToken end)
    {
        var sent = 0;
        for (; !end.IsCancellationRequested; sent++)
        {
            Assert.Equal(HttpStatusCode.OK, await node.GetAsync("/orders"));
            await Task.Delay(5, CancellationToken.None);
        }

        return sent;
    }
}
