using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace GatewayKit.Plugins;

/// <summary>
/// Ties the HTTP clients of a plugin assembly to the assembly's lifetime.
/// <c>IHttpClientFactory</c> replaces each handler after two minutes, with a timer that keeps the handler and with it the assembly alive.
/// Here a handler lives as long as the assembly's services and is disposed with them; its connections have the lifetime that the handler
/// would have had, so that DNS changes are still followed.
/// </summary>
internal sealed class PluginHttpHandlers : IPostConfigureOptions<HttpClientFactoryOptions>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<HttpMessageHandler> _handlers = [];

    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        var lifetime = options.HandlerLifetime;
        options.HandlerLifetime = Timeout.InfiniteTimeSpan;
        options.HttpMessageHandlerBuilderActions.Add(builder =>
        {
            if (builder.PrimaryHandler is SocketsHttpHandler sockets && sockets.PooledConnectionLifetime == Timeout.InfiniteTimeSpan)
                sockets.PooledConnectionLifetime = lifetime;
            lock (_lock)
                _handlers.Add(builder.PrimaryHandler);
        });
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var handler in _handlers)
                handler.Dispose();
            _handlers.Clear();
        }
    }
}
