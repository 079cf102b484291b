using GatewayKit.Tokens;

namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

/// <summary>A token of the gateway itself.</summary>
internal sealed class ClientCredential : IUpstreamCredential
{
    private readonly TokenSource _tokens;
    private readonly TokenErrors _errors;

    public ClientCredential(ClientCredentials options, IHttpClientFactory clients, TimeProvider time, TokenErrors errors)
    {
        var endpoint = options.OpenEndpoint(clients, time);
        KeyValuePair<string, string>[] form = [new("grant_type", "client_credentials"), .. options.Form()];
        _tokens = new TokenSource(cancellation => endpoint.SendAsync(form, cancellation), time, errors.Report);
        _errors = errors;
    }

    public ValueTask<HookResult> PrepareAsync(GatewayContext context)
    {
        // The context's token allocates: only a request that has to wait needs it.
        var token = _tokens.GetAsync(context.Http.RequestAborted);
        if (!token.IsCompletedSuccessfully)
            return WaitAsync(context, token);

        context.State = token.Result;
        return HookResult.Continue;
    }

    public void Apply(GatewayContext context, HttpRequestMessage request)
        => UpstreamHeaders.Set(request, "Authorization", ((Token)context.State!).Authorization);

    public void Rejected(GatewayContext context)
    {
        if (context.State is Token token)
            _tokens.Forget(token);
    }

    public void Dispose() => _tokens.Dispose();

    private async ValueTask<HookResult> WaitAsync(GatewayContext context, ValueTask<Token> token)
    {
        try
        {
            context.State = await token.ConfigureAwait(false);
            return HookResult.Continue;
        }
        catch (TokenException error)
        {
            return _errors.Answer(error);
        }
    }
}
