namespace GatewayKit.Tests.Compilation;

public sealed class HandlingOptions
{
    /// <summary>Gets whether the plugin handles requests.</summary>
    public bool Handles { get; init; }

    /// <summary>Gets whether <see cref="IRequestHook.HandlesRequests"/> throws.</summary>
    public bool Throws { get; init; }
}
