using System.Numerics;

namespace GatewayKit.Telemetry;

/// <summary>
/// The calls of one plugin's hooks and their time. Each processor has its own counters, so that processors don't wait for each other;
/// a reader adds them up.
/// </summary>
/// <param name="plugin">The name of the plugin.</param>
internal sealed class PluginCalls(string plugin)
{
    public static readonly string[] HookNames = ["authentication", "request", "upstream-request", "response", "error", "completion"];

    // Two numbers for each hook, filled up to two cache lines.
    private const int StripeLength = 16;

    private static readonly int s_stripes = (int)Math.Min(64, BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    private readonly long[] _values = new long[s_stripes * StripeLength];

    private readonly KeyValuePair<string, object?>[][] _tags =
        [.. HookNames.Select(hook => (KeyValuePair<string, object?>[])[new("plugin", plugin), new("hook", hook)])];

    /// <summary>Returns the tags of a hook, which exist once.</summary>
    public KeyValuePair<string, object?>[] TagsOf(HookKind hook) => _tags[(int)hook];

    /// <summary>Counts a call, with the time until the hook returned.</summary>
    /// <returns>The number of the call on this processor.</returns>
    public long AddCall(HookKind hook, long ticks)
    {
        var index = IndexOf(hook);
        Interlocked.Add(ref _values[index + 1], ticks);
        return Interlocked.Increment(ref _values[index]);
    }

    /// <summary>Adds the time in which a hook was awaited.</summary>
    public void AddTime(HookKind hook, long ticks) => Interlocked.Add(ref _values[IndexOf(hook) + 1], ticks);

    /// <summary>Returns the number of calls of a hook and their time in ticks.</summary>
    public (long Count, long Ticks) Read(HookKind hook)
    {
        var (count, ticks) = (0L, 0L);
        for (var index = (int)hook * 2; index < _values.Length; index += StripeLength)
        {
            count += Interlocked.Read(ref _values[index]);
            ticks += Interlocked.Read(ref _values[index + 1]);
        }

        return (count, ticks);
    }

    private static int IndexOf(HookKind hook)
        => ((Thread.GetCurrentProcessorId() & (s_stripes - 1)) * StripeLength) + ((int)hook * 2);
}
