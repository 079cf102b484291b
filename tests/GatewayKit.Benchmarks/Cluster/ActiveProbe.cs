using System.Diagnostics;
using System.Net;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>Measures the time from a write of a resource until a gateway serves by it.</summary>
internal static class ActiveProbe
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits until a path gets an answer with the status 200.</summary>
    /// <returns>The milliseconds since <paramref name="start"/>.</returns>
    /// <exception cref="TimeoutException">The path isn't served in time.</exception>
    public static async Task<double> WaitAsync(HttpClient client, string host, string path, long start, TimeSpan patience)
    {
        while (Stopwatch.GetElapsedTime(start) < patience)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Host = host;
                using var response = await client.SendAsync(request).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.OK)
                    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
            catch (HttpRequestException)
            {
                // The listener isn't open yet.
            }

            await Task.Delay(s_pause).ConfigureAwait(false);
        }

        throw new TimeoutException($"'{path}' isn't served after {patience}.");
    }
}
