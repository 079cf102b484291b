using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The keys that encrypt the cookies (ASP.NET Core Data Protection).</summary>
public sealed record KeyRingOptions
{
    /// <summary>
    /// The folder with the keys, which all nodes share. The keys are stored unencrypted: only the gateway should have access. Default: the
    /// keys of the host.
    /// </summary>
    [StringLength(1024, MinimumLength = 1)]
    public string? Keys { get; init; }

    /// <summary>The name of the application, which must be the same on all nodes. It separates applications that share the
    /// folder.</summary>
    [StringLength(256, MinimumLength = 1)]
    public string Application { get; init; } = "gatewaykit";
}
