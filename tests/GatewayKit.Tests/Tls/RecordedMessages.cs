using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Tests.Tls;

/// <summary>Records the warnings and errors of a host, except those of a server that gets too little time of the machine.</summary>
internal sealed class RecordedMessages : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _messages = new();

    public IReadOnlyCollection<string> All => _messages;

    public async Task<string> NextAsync(string part)
    {
        using var patience = new CancellationTokenSource(TlsApp.Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (_messages.FirstOrDefault(message => message.Contains(part, StringComparison.Ordinal)) is { } found)
                return found;
            await ticks.WaitForNextTickAsync(patience.Token);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && formatter(state, exception) is var message && !message.Contains("heartbeat", StringComparison.Ordinal))
            _messages.Enqueue(message);
    }

    public void Dispose()
    {
        // There is nothing to release.
    }
}
