using System.Globalization;

namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>The path of a value in an object, as messages show it.</summary>
internal sealed record FieldPath(FieldPath? Parent, string Name)
{
    public static FieldPath Member(FieldPath? parent, string name) => new(parent, name);

    public static FieldPath Item(FieldPath? parent, int index)
        => new(parent, string.Create(CultureInfo.InvariantCulture, $"[{index}]"));

    public override string ToString() => Parent is null ? Name : Name[0] == '[' ? $"{Parent}{Name}" : $"{Parent}.{Name}";
}
