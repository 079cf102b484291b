using Microsoft.Extensions.Logging;

namespace GatewayKit.Loading;

internal static partial class LoadingLog
{
    [LoggerMessage(1, LogLevel.Information, "Loaded plugin assembly '{Name}' {Version} from '{File}' with the plugins {Plugins}.")]
    public static partial void Loaded(ILogger logger, string name, string version, string file, string plugins);

    [LoggerMessage(2, LogLevel.Warning, "Ignored '{File}'. A plugin needs its own folder: '{Name}/{Name}.dll'.")]
    public static partial void LooseFile(ILogger logger, string file, string name);

    [LoggerMessage(3, LogLevel.Warning, "The thread pool may end idle threads, which on .NET 10 can crash the process some time after a "
        + "plugin was replaced. Set {Setting} to -1 in the host's runtimeconfig.json, as the package GatewayKit.Loading does by default.")]
    public static partial void ThreadsEnd(ILogger logger, string setting);
}
