using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>The requests of one consumer by the class of their status.</summary>
/// <param name="name">The name that they are counted with.</param>
internal sealed class ConsumerRequests(string name)
{
    private readonly long[] _requests = new long[6];

    public void Count(int status) => Interlocked.Increment(ref _requests[(uint)status < 600 ? status / 100 : 0]);

    public IEnumerable<Measurement<long>> Measure()
    {
        for (var i = 0; i < _requests.Length; i++)
        {
            if (Interlocked.Read(ref _requests[i]) is > 0 and var count)
                yield return new Measurement<long>(
                    count, new("consumer", name), new KeyValuePair<string, object?>("status", RouteTraffic.ClassOf(i * 100)));
        }
    }
}
