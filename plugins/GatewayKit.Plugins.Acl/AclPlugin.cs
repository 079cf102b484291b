using System.Collections.Frozen;

namespace GatewayKit.Plugins.Acl;

/// <summary>Allows or denies access by the groups of the caller. A caller that isn't identified never has access.</summary>
[GatewayPlugin<AclOptions>("acl", PluginStage.Authorization, NeedsConsumer = true)]
public sealed class AclPlugin : IRequestHook
{
    private static readonly GatewayResponse s_unidentified =
        GatewayResponse.Problem(403, "Forbidden", "Only identified callers have access to this resource.");
    private static readonly GatewayResponse s_denied =
        GatewayResponse.Problem(403, "Forbidden", "The groups of the caller don't have access to this resource.");

    private readonly FrozenSet<string> _allow;
    private readonly FrozenSet<string> _deny;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    public AclPlugin(AclOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        // The configuration compares the names of groups in the same way.
        _allow = options.Allow.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _deny = options.Deny.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Answers with 403 unless the caller has access.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => context.Consumer is not { } caller ? HookResult.Respond(s_unidentified)
            : HasAccess(caller.Groups) ? HookResult.Continue
            : HookResult.Respond(s_denied);

    private bool HasAccess(IReadOnlyList<string> groups)
    {
        var isAllowed = _allow.Count == 0;
        for (var i = 0; i < groups.Count; i++)
        {
            if (_deny.Contains(groups[i]))
                return false;

            isAllowed |= _allow.Contains(groups[i]);
        }

        return isAllowed;
    }
}
