using GatewayKit.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Logs the results and failures of the background work.</summary>
internal sealed partial class LoopLog(ILogger<LoopLog> logger)
{
    [LoggerMessage(50, LogLevel.Error, "The resources of the cluster can't be translated; the active configuration stays active.")]
    public partial void LogTranslationFailed(Exception error);

    [LoggerMessage(51, LogLevel.Information, "The resources of the cluster are active: {Routes} route(s), {Listeners} listener(s).")]
    public partial void LogServing(int routes, int listeners);

    [LoggerMessage(52, LogLevel.Warning, "{Kind} '{Name}': {Message}")]
    public partial void LogWarning(ResourceKind kind, ResourceName name, string message);

    [LoggerMessage(53, LogLevel.Warning, "Service '{Name}' can't be changed; the gateway tries again. {Reason}")]
    public partial void LogServiceFailed(ResourceName name, string reason);

    [LoggerMessage(54, LogLevel.Warning, "Service '{Name}' exists, but the gateway hasn't created it and doesn't change it.")]
    public partial void LogForeignService(ResourceName name);

    [LoggerMessage(55, LogLevel.Information, "The zone of the node isn't known. {Reason}")]
    public partial void LogNoZone(string reason);

    [LoggerMessage(56, LogLevel.Warning, "Events can't be written. {Reason}")]
    public partial void LogEventFailed(string reason);

    [LoggerMessage(58, LogLevel.Error, "{Kind} '{Name}' can't be translated because of an internal error; the gateway tries again.")]
    public partial void LogResourceFailed(Exception error, ResourceKind kind, ResourceName name);

    [LoggerMessage(57, LogLevel.Error, "The work of the leader failed and begins again.")]
    public partial void LogLeaderFailed(Exception error);

    [LoggerMessage(59, LogLevel.Error, "A part of the background work failed because of an internal error; it begins again in 5 s.")]
    public partial void LogLoopFailed(Exception error);
}
