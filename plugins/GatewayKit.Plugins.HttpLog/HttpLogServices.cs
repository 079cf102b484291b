using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.HttpLog;

/// <summary>Registers the HTTP client for collectors.</summary>
public sealed class HttpLogServices : IPluginServices
{
    internal const string Client = "http-log";

    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services) => services
        .AddHttpClient(Client, client => client.Timeout = Timeout.InfiniteTimeSpan) // each request has its own
        .RemoveAllLoggers() // two lines for each request
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false; // the headers can have secrets
            handler.UseCookies = false;
            handler.ActivityHeadersPropagator = null; // a batch belongs to no exchange
        });
}
