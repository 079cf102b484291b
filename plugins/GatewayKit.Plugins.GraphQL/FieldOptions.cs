using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.GraphQL;

/// <summary>The cost of a field.</summary>
[Shorthand(nameof(Cost))]
public sealed record FieldOptions
{
    /// <summary>The cost of the field itself.</summary>
    [Range(0, 1_000_000)]
    public int Cost { get; init; } = 1;

    /// <summary>The number of items that the field returns if no argument states it.</summary>
    [Range(1, 1_000_000)]
    public int Size { get; init; } = 1;
}
