using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace GatewayKit.Hosting;

/// <summary>The default log settings of a gateway in every host. Later settings of the host replace them.</summary>
internal static class LoggingDefaults
{
    private const string QueueFullModeKey = "Logging:Console:QueueFullMode";

    public static void Apply(IHostApplicationBuilder builder)
    {
        // These log URLs with queries, which may contain API keys, for every request or for malformed ones.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Information);

        // One line for each event that a client causes on a connection.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning);

        // ConnectionFaults logs the same in a limited number of lines.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.Connections", LogLevel.Error);

        // ForwardingFailures logs the same in one line without a stack trace.
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.Error);
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.ForwarderMiddleware", LogLevel.Error);

        // The console logger's own default is to wait: a stalled reader would block every request that logs.
        if (builder.Configuration[QueueFullModeKey] is null)
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
    }
}
