using GatewayKit.OpenApi.Mocking.Examples.Texts;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>A property that an object may have.</summary>
internal sealed class Member(string name, byte[] json, ShapeSource source, ShapeCache cache)
{
    private Shape? _shape;

    public string Name => name;

    /// <summary>The name in quotation marks, followed by a colon.</summary>
    public byte[] Json => json;

    /// <summary>Whether it is required.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it is omitted in this direction.</summary>
    public bool IsHidden { get; init; }

    public TextKind Kind { get; } = TextKinds.Of(name);

    /// <summary>The shape of its value, read when first used, because schemas may be recursive.</summary>
    public Shape ShapeFor(WorkBudget work) => _shape ??= cache.Get(source, work);
}
