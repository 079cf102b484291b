using System.Diagnostics;
using System.Net;

namespace ManyNodes;

/// <summary>
/// Sends requests to the gateways, over 24 connections at the same time, a third of them to each of three gateways. A connection changes to
/// the next gateway when its own doesn't answer any longer.
/// </summary>
internal sealed class LoadBalancer : IDisposable
{
    /// <summary>The requests at the same time.</summary>
    public const int Connections = 24;

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Sends requests.</summary>
    /// <param name="nodes">The addresses of the gateways.</param>
    /// <param name="path">The path.</param>
    /// <param name="client">The name of the client, whose requests are counted together.</param>
    /// <param name="each">The requests of each connection, one after another.</param>
    /// <param name="onAnswer">Called with the number of each answer.</param>
    public async Task<LoadResult> SendAsync(
        IReadOnlyList<Uri> nodes, string path, string client, int each, Action<int>? onAnswer = null)
    {
        var answers = 0;
        var results = await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            var result = default(LoadResult);
            for (int i = 0, node = connection % nodes.Count; i < each; i++)
            {
                var one = await SendAsync(new Uri(nodes[node], path), client);
                if (one.Unanswered > 0)
                    node = (node + 1) % nodes.Count;
                else
                    onAnswer?.Invoke(Interlocked.Increment(ref answers));
                result += one;
            }

            return result;
        })));
        return results.Aggregate((all, one) => all + one);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<LoadResult> SendAsync(Uri uri, string client)
    {
        var start = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { { "Client", client } } };
        try
        {
            using var response = await _client.SendAsync(request);
            return new LoadResult(
                1,
                response.StatusCode == HttpStatusCode.NoContent ? 1 : 0,
                response.StatusCode == HttpStatusCode.ServiceUnavailable ? 1 : 0,
                0,
                Stopwatch.GetElapsedTime(start));
        }
        catch (HttpRequestException)
        {
            return new LoadResult(1, 0, 0, 1, Stopwatch.GetElapsedTime(start));
        }
    }
}
