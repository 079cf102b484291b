using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Mcp;

/// <summary>A selection of operations: those that any of the lists names.</summary>
public sealed record OperationSelection
{
    /// <summary>The operations: an <c>operationId</c>, or method and path such as <c>GET /orders/{id}</c>.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>The tags of operations.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The methods of operations, such as <c>GET</c>.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Methods { get; init; } = [];
}
