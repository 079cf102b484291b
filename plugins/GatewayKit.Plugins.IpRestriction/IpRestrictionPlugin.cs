namespace GatewayKit.Plugins.IpRestriction;

/// <summary>Allows or denies access by the client's IP address, before the caller is authenticated.</summary>
[GatewayPlugin<IpRestrictionOptions>("ip-restriction", PluginStage.Edge, RejectsOnError = true)]
public sealed class IpRestrictionPlugin : IRequestHook
{
    private static readonly GatewayResponse s_denied =
        GatewayResponse.Problem(403, "Forbidden", "The client's address doesn't have access to this resource.");

    private readonly AddressNetworks _allow;
    private readonly AddressNetworks _deny;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    public IpRestrictionPlugin(IpRestrictionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _allow = new AddressNetworks(options.Allow);
        _deny = new AddressNetworks(options.Deny);
    }

    /// <summary>Answers with 403 unless the client's address has access. The edge has determined it: behind trusted proxies, it is the
    /// address that they report.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => context.Http.Connection.RemoteIpAddress is { } address
            && !_deny.Contains(address) && (_allow.Count == 0 || _allow.Contains(address))
                ? HookResult.Continue
                : HookResult.Respond(s_denied);
}
