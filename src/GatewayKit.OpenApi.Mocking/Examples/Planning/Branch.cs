using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>One way to satisfy a choice: the additional requirements.</summary>
internal sealed record Branch
{
    /// <summary>Schemas that must be valid.</summary>
    public SchemaNode[] Added { get; init; } = [];

    /// <summary>Schemas that must not be valid.</summary>
    public SchemaNode[] Denied { get; init; } = [];

    /// <summary>Schemas that a property must not satisfy.</summary>
    public (string Name, SchemaNode Schema)[] DeniedMembers { get; init; } = [];

    /// <summary>Properties that must exist.</summary>
    public string[] Required { get; init; } = [];

    /// <summary>Properties that must not exist.</summary>
    public string[] Forbidden { get; init; } = [];

    /// <summary>Types that aren't allowed.</summary>
    public JsonTypes ExcludedTypes { get; init; }

    /// <summary>The value of a discriminator.</summary>
    public Discriminated? Discriminated { get; init; }
}
