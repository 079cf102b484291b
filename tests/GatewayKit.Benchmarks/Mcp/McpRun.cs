using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GatewayKit.Benchmarks.Mcp;

/// <summary>Measures calls of tools beside requests for the same route, over sockets. The upstream, the gateway and the client are in one
/// process.</summary>
internal static class McpRun
{
    private const int DefaultCalls = 20_000;
    private const int Concurrency = 16;
    private const int Rounds = 5;

    /// <param name="options">The number of calls of each variant; empty for the default.</param>
    /// <param name="output">For the report.</param>
    public static async Task<int> RunAsync(string[] options, TextWriter output)
    {
        var calls = options is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : DefaultCalls;
        var folder = Directory.CreateTempSubdirectory("gatewaykit-mcp-");
        try
        {
            var upstream = await McpServers.StartUpstreamAsync().ConfigureAwait(false);
            await using var ofUpstream = upstream.ConfigureAwait(false);
            var gateway = await McpServers.StartGatewayAsync(upstream.Urls.Single(), folder.FullName).ConfigureAwait(false);
            await using var ofGateway = gateway.ConfigureAwait(false);
            using var client = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()) };
            var results = await MeasureAsync(client, calls).ConfigureAwait(false);
            await output.WriteLineAsync(McpResult.Head).ConfigureAwait(false);
            foreach (var result in results)
                await output.WriteLineAsync(result.ToRow(results[0])).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    /// <summary>Measures the variants in turns, after a round in which the runtime compiles their code.</summary>
    private static async Task<McpResult[]> MeasureAsync(HttpClient client, int calls)
    {
        McpResult[] results = [.. McpVariant.All.Select(variant => new McpResult(variant.Name))];
        foreach (var variant in McpVariant.All)
            await CallAsync(client, variant, calls).ConfigureAwait(false);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < results.Length; i++)
                results[i] = await MeasureAsync(results[i], client, McpVariant.All[i], int.Max(calls / Rounds, 1)).ConfigureAwait(false);
        }

        return results;
    }

    private static async Task<McpResult> MeasureAsync(McpResult sum, HttpClient client, McpVariant variant, int calls)
    {
        GC.Collect();
        var (cpu, memory, begin) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        await CallAsync(client, variant, calls).ConfigureAwait(false);
        return sum.Add(
            calls, Stopwatch.GetElapsedTime(begin).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            GC.GetTotalAllocatedBytes() - memory);
    }

    private static Task CallAsync(HttpClient client, McpVariant variant, int calls)
        => Parallel.ForAsync(0, calls, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (_, cancellation) =>
        {
            using var request = new HttpRequestMessage(variant.Message is null ? HttpMethod.Get : HttpMethod.Post, variant.Path);
            request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
            if (variant.Message is not null)
                request.Content = new StringContent(variant.Message, Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            if (text.Contains("error", StringComparison.OrdinalIgnoreCase))
                throw new InvalidOperationException($"{variant.Name}: {text}");
        });
}
