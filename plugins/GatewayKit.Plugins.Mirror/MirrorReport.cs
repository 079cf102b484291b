using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Mirror;

/// <summary>The metrics and the log of the copies.</summary>
internal sealed partial class MirrorReport(string entry, TimeProvider time, IMeterFactory meters, ILogger logger)
{
    private static readonly KeyValuePair<string, object?>[] s_outcomes =
    [
        .. Enum.GetValues<CopyOutcome>().Select(outcome => new KeyValuePair<string, object?>("outcome", NameOf(outcome))),
    ];

    private readonly Counter<long> _copies = meters.Create("GatewayKit").CreateCounter<long>(
        "gatewaykit.mirror.copies", "{copy}", "Requests that were selected for a copy, by outcome.");

    private readonly Counter<long> _comparisons = meters.Create("GatewayKit").CreateCounter<long>(
        "gatewaykit.mirror.comparisons", "{comparison}", "Compared responses, by result.");

    private readonly LogThrottle _throttle = new(time);
    private readonly LogThrottle _differences = new(time);

    public void Count(CopyOutcome outcome) => _copies.Add(1, new("entry", entry), s_outcomes[(int)outcome]);

    /// <summary>Logs that a copy failed, at most once a minute.</summary>
    public void Failed(string reason)
    {
        if (_throttle.IsDue())
            LogFailed(entry, reason);
    }

    /// <summary>Counts a comparison, and logs a difference, at most one a minute.</summary>
    public void Compared(MirrorCopy copy, ComparisonResult result, string? difference)
    {
        _comparisons.Add(1, new("entry", entry), new KeyValuePair<string, object?>("result", result.ToString().ToLowerInvariant()));

        // Queries can contain secrets.
        if (difference is not null && _differences.IsDue())
            LogDifference(entry, copy.Message!.Method.Method, copy.Target.Split('?')[0], difference);
    }

    private static string NameOf(CopyOutcome outcome) => outcome switch
    {
        CopyOutcome.TimedOut => "timeout",
        CopyOutcome.TooLong => "too-long",
        CopyOutcome.SameCluster => "same-cluster",
        CopyOutcome.NotForwarded => "not-forwarded",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    [LoggerMessage(1, LogLevel.Warning, "Mirror '{Entry}' couldn't send a copy: {Reason}")]
    private partial void LogFailed(string entry, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Mirror '{Entry}' got another response to {Method} {Path}: {Difference}.")]
    private partial void LogDifference(string entry, string method, string path, string difference);
}
