namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>A kind of credentials that the gateway presents to the upstream.</summary>
internal interface IUpstreamCredential : IDisposable
{
    /// <summary>Gets the credentials before the request is forwarded, while the exchange can still be answered.</summary>
    ValueTask<HookResult> PrepareAsync(GatewayContext context);

    /// <summary>Adds the credentials to the upstream request.</summary>
    void Apply(GatewayContext context, HttpRequestMessage request);

    /// <summary>Called when the upstream has answered 401: it doesn't accept the credentials.</summary>
    void Rejected(GatewayContext context);
}
