using GatewayKit.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tokens;

/// <summary>The HTTP client for token endpoints.</summary>
internal static class TokenEndpointClient
{
    public const string Name = "GatewayKit.Tokens";

    private const int MaximumResponse = 64 * 1024;

    /// <summary>Registers the client for an assembly.</summary>
    public static void AddTo(IServiceCollection services)
    {
        // Follows redirects to the same host by itself.
        services.AddHttpClient(DocumentClient.ClientName).UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false);
        services
            .AddHttpClient(Name, client =>
            {
                client.MaxResponseContentBufferSize = MaximumResponse;
                client.Timeout = Timeout.InfiniteTimeSpan; // each request has its own
            })
            .RemoveAllLoggers()
            .UseSocketsHttpHandler((handler, _) =>
            {
                // A redirect would carry the secret to another address.
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
            });
    }
}
