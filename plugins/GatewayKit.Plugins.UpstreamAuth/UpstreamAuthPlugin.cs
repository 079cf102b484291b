using GatewayKit.Plugins.UpstreamAuth.Signing;
using GatewayKit.Plugins.UpstreamAuth.Tokens;
using GatewayKit.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>Authenticates the gateway, or the caller by the gateway, to the upstream.</summary>
[GatewayPlugin<UpstreamAuthOptions>("upstream-auth", PluginStage.Transformation, RejectsOnError = true)]
public sealed class UpstreamAuthPlugin : IRequestHook, IUpstreamRequestHook, IResponseHook, IDisposable
{
    private readonly IUpstreamCredential _credential;

    /// <summary>Initializes a new instance and reads its keys.</summary>
    /// <param name="options">The options.</param>
    /// <param name="clients">The HTTP clients of this assembly.</param>
    /// <param name="placement">The location of the entry, for files and for the log.</param>
    /// <param name="files">Watches the key file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public UpstreamAuthPlugin(
        UpstreamAuthOptions options,
        IHttpClientFactory clients,
        PluginPlacement placement,
        IPluginFiles files,
        TimeProvider time,
        ILogger<UpstreamAuthPlugin> logger)
    {
        var errors = new TokenErrors(placement.Key, time, logger);
        _credential = options switch
        {
            { Header: { } header } => new FixedCredential(header.Name, header.Value),
            { Basic: { } basic } => FixedCredential.Of(basic),
            { ClientCredentials: { } client } => new ClientCredential(client, clients, time, errors),
            { TokenExchange: { } exchange } => new ExchangedCredential(exchange, clients, time, errors),
            { Jwt: { } jwt } => new SignedCredential(jwt, SigningKey.Load("jwt.keyFile", placement.ResolvePath(jwt.KeyFile), files), time),
            { Aws: { } aws } => new AwsCredential(aws, time),
            _ => throw new InvalidOperationException("The options haven't been validated."),
        };
    }

    /// <summary>Gets the credentials, or answers 503 if there are none.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => _credential.PrepareAsync(context);

    /// <summary>Adds the credentials to the request.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        _credential.Apply(context, request);
        return default;
    }

    /// <summary>Gets a new token for the next request if the upstream rejects this one.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.ResponseOrigin == ResponseOrigin.Upstream && context.Http.Response.StatusCode == StatusCodes.Status401Unauthorized)
            _credential.Rejected(context);

        return HookResult.Continue;
    }

    /// <summary>Forgets the tokens and keys.</summary>
    public void Dispose() => _credential.Dispose();
}
