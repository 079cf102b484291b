using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Mcp;

/// <summary>The sessions of an upstream (MCP until 2025-11-25).</summary>
public sealed record McpSessionOptions
{
    /// <summary>The secret from which the codes in session ids are derived, 32 to 1024 characters. Nodes behind one load balancer need the
    /// same secret. Default: a random one of the process; sessions then end with it.</summary>
    [Secret, StringLength(1024, MinimumLength = 32)]
    public string? Secret { get; init; }

    /// <summary>Who can use the session of an anonymous caller: <c>shared</c> for each anonymous caller that knows the id, <c>address</c>
    /// only with the same IP address (IPv6: the same network of 64 bits).</summary>
    public AnonymousSessions Anonymous { get; init; } = AnonymousSessions.Shared;

    /// <summary>Returns the name of the type: the default implementation of a record would include the secret.</summary>
    public override string ToString() => nameof(McpSessionOptions);
}
