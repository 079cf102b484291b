using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>The source of a shape: schemas that apply to the same value, and the choices already made.</summary>
internal sealed record ShapeSource
{
    public required SchemaNode[] Nodes { get; init; }

    public SchemaNode[] Denied { get; init; } = [];

    public (string Name, SchemaNode Schema)[] DeniedMembers { get; init; } = [];

    public (object Key, int Part)[] Decided { get; init; } = [];

    public string[] Required { get; init; } = [];

    public string[] Forbidden { get; init; } = [];

    public JsonTypes ExcludedTypes { get; init; }

    public Discriminated[] Discriminated { get; init; } = [];

    /// <summary>A text to use if it is allowed: the value that a discriminator requires.</summary>
    public string? Preferred { get; init; }

    /// <summary>Returns the source after one more choice.</summary>
    public ShapeSource With(Choice choice, Branch branch) => this with
    {
        Nodes = [.. Nodes, .. branch.Added.Except(Nodes)],
        Denied = [.. Denied, .. branch.Denied.Except(Denied)],
        DeniedMembers = [.. DeniedMembers, .. branch.DeniedMembers],
        Decided = [.. Decided, (choice.Key, choice.Part)],
        Required = [.. Required, .. branch.Required],
        Forbidden = [.. Forbidden, .. branch.Forbidden],
        ExcludedTypes = ExcludedTypes | branch.ExcludedTypes,
        Discriminated = branch.Discriminated is { } discriminated ? [.. Discriminated, discriminated] : Discriminated,
    };
}
