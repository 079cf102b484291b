using GatewayKit.OpenApi.Examples.Texts;

namespace GatewayKit.OpenApi.Examples.Planning;

/// <summary>A property that an object may have.</summary>
internal sealed class Member(string name, byte[] json, ShapeSource source, ShapeCache cache)
{
    private Shape? _shape;

    public string Name => name;

    /// <summary>The name in quotation marks, and a colon.</summary>
    public byte[] Json => json;

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it doesn't go in this direction.</summary>
    public bool IsHidden { get; init; }

    public TextKind Kind { get; } = TextKinds.Of(name);

    /// <summary>What its value is like; read at the first call, as schemas may be recursive.</summary>
    public Shape ShapeFor(WorkBudget work) => _shape ??= cache.Get(source, work);
}
