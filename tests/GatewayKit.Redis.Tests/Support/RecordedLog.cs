using System.Collections.Concurrent;
using GatewayKit.Redis.Connection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Redis.Tests.Support;

internal sealed class RecordedLog : ILogger<RedisTelemetry>
{
    private readonly ConcurrentQueue<string> _messages = new();

    public IReadOnlyList<string> Messages => [.. _messages];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _messages.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
