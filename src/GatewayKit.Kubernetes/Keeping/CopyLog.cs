using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Keeping;

/// <summary>Logs the use of the kept copy.</summary>
internal sealed partial class CopyLog(ILogger<CopyLog> logger)
{
    [LoggerMessage(60, LogLevel.Warning, "The API server doesn't answer. The gateway serves a kept copy of the cluster, which was current "
        + "at {Time:u}, until it does.")]
    public partial void LogServing(DateTimeOffset time);

    [LoggerMessage(61, LogLevel.Warning,
        "The API server doesn't answer, and the kept copy of the cluster in '{Folder}' can't be used. {Reason}")]
    public partial void LogRefused(string folder, string reason);

    [LoggerMessage(62, LogLevel.Warning, "The API server doesn't answer, and there is no kept copy of the cluster in '{Folder}'.")]
    public partial void LogNone(string folder);

    [LoggerMessage(63, LogLevel.Information, "The API server answers: its state replaces the kept copy.")]
    public partial void LogReplaced();

    [LoggerMessage(64, LogLevel.Warning, "No copy of the cluster can be kept in '{Folder}'. {Reason}")]
    public partial void LogFailed(string folder, string reason);

    [LoggerMessage(65, LogLevel.Information, "Copies of the cluster can be kept again.")]
    public partial void LogRecovered();
}
