using Microsoft.Extensions.Logging;

namespace GatewayKit.Loading;

internal static partial class LoadingLog
{
    [LoggerMessage(1, LogLevel.Information, "Loaded plugin assembly '{Name}' {Version} from '{File}' with the plugins {Plugins}.")]
    public static partial void Loaded(ILogger logger, string name, string version, string file, string plugins);

    [LoggerMessage(2, LogLevel.Warning, "'{File}' is ignored: a plugin lives in a folder of its own, '{Name}/{Name}.dll'.")]
    public static partial void LooseFile(ILogger logger, string file, string name);

    [LoggerMessage(3, LogLevel.Warning, "Threads of the thread pool may end, which on .NET 10 can crash a process some time after a plugin was replaced. Give the host's runtimeconfig.json {Setting} with -1, as the package GatewayKit.Loading does by itself.")]
    public static partial void ThreadsEnd(ILogger logger, string setting);
}
