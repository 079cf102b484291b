using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Loading.Tests.Support;

/// <summary>A host's services, which notes what it is asked for and what is logged.</summary>
internal sealed class RecordingHost : IServiceProvider, IServiceProviderIsService, ILoggerProvider, ILogger, IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public RecordingHost() => _services = new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddLogging(logging => logging.AddProvider(this))
        .BuildServiceProvider();

    /// <summary>Names, not types: a type would keep a plugin's assembly in memory.</summary>
    public ConcurrentQueue<string> CollectibleTypesAskedFor { get; } = [];

    public ConcurrentQueue<(LogLevel Level, string Message)> Logs { get; } = [];

    public object? GetService(Type serviceType)
    {
        Note(serviceType);
        return serviceType == typeof(IServiceProviderIsService) ? this : _services.GetService(serviceType);
    }

    public bool IsService(Type serviceType)
    {
        Note(serviceType);
        return _services.GetRequiredService<IServiceProviderIsService>().IsService(serviceType);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Logs.Enqueue((logLevel, formatter(state, exception)));

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void Note(Type type)
    {
        if (type.IsCollectible)
            CollectibleTypesAskedFor.Enqueue(type.ToString());
    }
}
