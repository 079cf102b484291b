using System.Numerics;

namespace GatewayKit.Telemetry;

/// <summary>
/// A number that each processor adds to at its own place, so that processors don't wait for each other; a reader adds the places up.
/// </summary>
internal sealed class StripedCounter
{
    // A cache line for each place.
    private const int StripeLength = 8;

    private static readonly int s_stripes = (int)Math.Min(64, BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    private readonly long[] _values = new long[s_stripes * StripeLength];

    public void Add(long change)
        => Interlocked.Add(ref _values[(Thread.GetCurrentProcessorId() & (s_stripes - 1)) * StripeLength], change);

    public long Read()
    {
        var sum = 0L;
        for (var index = 0; index < _values.Length; index += StripeLength)
            sum += Interlocked.Read(ref _values[index]);
        return sum;
    }
}
