using GatewayKit.Configuration;
using GatewayKit.Plugins;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Runtime;

/// <summary>Logs the errors and warnings of configurations and plugins, and keeps the last errors.</summary>
internal sealed partial class ConfigLog(ILogger<ConfigLog> logger, RecentErrors recent)
{
    /// <summary>The warnings of the active configuration.</summary>
    private IReadOnlyList<ConfigError> _warnings = [];

    /// <summary>Logs the warnings that the previous active configuration didn't have.</summary>
    public void Warn(IReadOnlyList<ConfigError> warnings)
    {
        foreach (var warning in warnings.Except(_warnings))
            LogWarning(warning.ToString());
        _warnings = warnings;
    }

    public void Report(PluginLoadError error)
    {
        if (error.IsOptional)
            LogOptional(error.ToString());
        else
        {
            LogError(error.ToString());
            recent.Add("plugins", [new ConfigError("", error.ToString(), default)]);
        }
    }

    public void ReportUnreadable(string source, Exception error) => LogUnreadable(error, source);

    /// <summary>Logs that a change isn't active.</summary>
    public void Refuse(string changed, ConfigErrors errors)
    {
        LogErrors(errors);
        recent.Add(changed, errors.Items, errors.Omitted);
        LogKept(changed, errors.Count + errors.Omitted);
    }

    /// <summary>Logs that the configuration of a start is rejected, and that a stored one is active.</summary>
    public void RefuseStart(ConfigErrors errors)
    {
        LogErrors(errors);
        foreach (var source in errors.Items.GroupBy(error => error.Location.Source ?? ""))
            recent.Add(source.Key, [.. source]);
        LogLastGood();
    }

    /// <summary>Notes that a change is active.</summary>
    public void Accept(string changed) => recent.Resolve(changed);

    private void LogErrors(ConfigErrors errors)
    {
        foreach (var error in errors.Items)
            LogError(error.ToString());
    }

    [LoggerMessage(34, LogLevel.Information, "{Notice}")]
    private partial void LogOptional(string notice);

    [LoggerMessage(31, LogLevel.Error, "{Error}")]
    private partial void LogError(string error);

    [LoggerMessage(38, LogLevel.Error, "Source '{Source}' could not be read.")]
    private partial void LogUnreadable(Exception error, string source);

    [LoggerMessage(36, LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(32, LogLevel.Error, "Change of '{Changed}' rejected with {Count} error(s); its last valid version stays active.")]
    private partial void LogKept(string changed, int count);

    [LoggerMessage(33, LogLevel.Error, "Configuration rejected; serving the last valid configuration. Fix the errors above.")]
    private partial void LogLastGood();
}
