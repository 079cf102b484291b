using Microsoft.Extensions.Logging;

namespace GatewayKit.Tests.Configuration.Sources;

internal class RecordingLogger : ILogger
{
    public List<string> Messages { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Messages.Add($"{logLevel}: {formatter(state, exception)}");
}
