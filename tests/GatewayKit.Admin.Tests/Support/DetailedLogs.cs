using System.Collections.Concurrent;
using GatewayKit.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Admin.Tests.Support;

/// <summary>Records all log entries of the gateway and of YARP, also those that are only for debugging.</summary>
internal sealed class DetailedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public void Use(GatewayKitBuilder gateway) => gateway.Host.Logging
        .AddFilter<DetailedLogs>("GatewayKit", LogLevel.Trace)
        .AddFilter<DetailedLogs>("Yarp", LogLevel.Trace)
        .AddProvider(this);

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Recorder(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // A sink can also write the values apart from the message.
            var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {string.Join(' ', values)} {exception}");
        }
    }
}
