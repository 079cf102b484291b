using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace GatewayKit.Hosting;

/// <summary>Logging that a gateway needs in every host. A host's own settings that come later replace it.</summary>
internal static class LoggingDefaults
{
    private const string QueueFullModeKey = "Logging:Console:QueueFullMode";

    public static void Apply(IHostApplicationBuilder builder)
    {
        // They log URLs with queries, where API keys may stand: of every request, of malformed ones.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Information);

        // What a client does to a connection, a line for each time.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning);

        // ConnectionFaults says the same in a bounded number of lines.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.Connections", LogLevel.Error);

        // ForwardingFailures says the same in one line without a stack trace.
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.Error);
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.ForwarderMiddleware", LogLevel.Error);

        // The console logger's own default is to wait: a reader that stalls would stop every request that logs.
        if (builder.Configuration[QueueFullModeKey] is null)
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
    }
}
