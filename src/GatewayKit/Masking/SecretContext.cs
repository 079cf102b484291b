using System.Text.Json.Nodes;
using GatewayKit.Configuration.Binding;

namespace GatewayKit.Masking;

/// <summary>The context of a place in a configuration.</summary>
/// <param name="Plugins">Finds the records of plugins; null if their secrets are masked already.</param>
/// <param name="IsSecret">Whether everything at the place is a secret.</param>
/// <param name="Type">The type of options at the place; null if it isn't known.</param>
/// <param name="HasCredentials">Whether the members are lists of credentials by type.</param>
/// <param name="IsOfCredential">Whether it is a credential of an unknown type, whose <c>id</c>, <c>prefix</c> and <c>expiresAt</c> aren't
/// secret.</param>
/// <param name="IsMarked">Whether it is a secret because its writer says so.</param>
/// <param name="Marks">The values that their writer marks as secret; null for none.</param>
internal readonly record struct SecretContext(
    PluginRecords? Plugins, bool IsSecret = false, Type? Type = null, bool HasCredentials = false,
    bool IsOfCredential = false, bool IsMarked = false, SecretMarks? Marks = null)
{
    /// <summary>The context of a place about which nothing is known.</summary>
    public SecretContext Open => new(Plugins, Marks: Marks);

    /// <summary>The context of a secret.</summary>
    public SecretContext Secret => new(Plugins, IsSecret: true, Marks: Marks);

    /// <summary>The context of a credential of an unknown type.</summary>
    public SecretContext Credential => new(Plugins, IsSecret: true, IsOfCredential: true, Marks: Marks);

    /// <summary>The context of credentials by type.</summary>
    public SecretContext Credentials => new(Plugins, HasCredentials: true, Marks: Marks);

    /// <summary>The context of the items of a list.</summary>
    public SecretContext Item => Type is not null && Shape.Of(Type) is { Kind: ShapeKind.List, Element: { } item } ? Of(item) : this;

    /// <summary>Gets whether a single value at the place is a secret: it can stand for a record with one secret.</summary>
    public bool HidesValue
        => IsSecret || (Type is not null && Shape.Of(Type).Kind == ShapeKind.Record
            && RecordProperties.Shorthand(Type) is { } property && RecordProperties.IsSecret(property));

    /// <summary>Returns the context of a value at the place: it may be marked.</summary>
    public SecretContext At(JsonNode? value)
        => value is not null && Marks?.Has(value) == true ? new(Plugins, IsSecret: true, IsMarked: true, Marks: Marks) : this;

    /// <summary>Returns the context of a value with a type.</summary>
    public SecretContext Of(Type type)
        => Shape.Of(type) is { Kind: ShapeKind.Record or ShapeKind.Dictionary or ShapeKind.List } shape
            ? new SecretContext(Plugins, Type: shape.Type, Marks: Marks)
            : Open;
}
