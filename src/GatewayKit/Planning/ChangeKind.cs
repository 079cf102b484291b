namespace GatewayKit.Planning;

/// <summary>The ways in which a change of the configuration affects a request, the worst first.</summary>
public enum ChangeKind
{
    /// <summary>Authentication, authorization or a restriction of access protected the request, and doesn't any more.</summary>
    Protected,

    /// <summary>A plugin or a policy of the host that protects the request has other options.</summary>
    ProtectionOptions,

    /// <summary>A route matched the request, and none does any more.</summary>
    NoRoute,

    /// <summary>The request goes to another cluster, or is answered by a plugin instead.</summary>
    Cluster,

    /// <summary>The gateway or an authentication plugin rejects the request and didn't before, or no longer, or in another way.</summary>
    Refusal,

    /// <summary>The caller has other groups, or lost credentials.</summary>
    Caller,

    /// <summary>Another route matches the request.</summary>
    Route,

    /// <summary>Other plugins run, or in another order.</summary>
    Plugins,

    /// <summary>The same plugins run with other options; those that protect the request are <see cref="ProtectionOptions"/>.</summary>
    Options,

    /// <summary>Other settings of the route or the cluster apply, such as transforms, timeouts or destinations.</summary>
    Settings,
}
