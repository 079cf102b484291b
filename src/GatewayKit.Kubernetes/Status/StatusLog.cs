using System.Collections.Concurrent;
using GatewayKit.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Status;

/// <summary>Logs the failures of writes.</summary>
internal sealed partial class StatusLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ResourceKind, long> _failures = [];

    /// <summary>Logs a failure, unless another resource of the kind has failed within the last minute.</summary>
    public void Failed(ResourceKind kind, ResourceName name, string reason)
    {
        if (_failures.TryGetValue(kind, out var last) && time.GetElapsedTime(last) < s_interval)
            return;

        _failures[kind] = time.GetTimestamp();
        LogFailed(kind, name, reason);
    }

    [LoggerMessage(30, LogLevel.Error, "The API server rejects the status of {Kind} '{Name}'. {Reason}")]
    public partial void LogInvalid(ResourceKind kind, ResourceName name, string reason);

    [LoggerMessage(31, LogLevel.Warning, "The status of {Kind} '{Name}' can't be written; the gateway tries again. {Reason}")]
    private partial void LogFailed(ResourceKind kind, ResourceName name, string reason);

    [LoggerMessage(32, LogLevel.Warning, "Another writer changes the status of {Kind} '{Name}' whenever the gateway has written it. The "
        + "gateway waits longer each time before it writes it again. Does another gateway have the same controller name?")]
    public partial void LogContested(ResourceKind kind, ResourceName name);
}
