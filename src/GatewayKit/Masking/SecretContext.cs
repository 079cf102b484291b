using GatewayKit.Configuration.Binding;

namespace GatewayKit.Masking;

/// <summary>The context of a place in a configuration.</summary>
/// <param name="Plugins">Finds the records of plugins; null if their secrets are masked already.</param>
/// <param name="IsSecret">Whether everything at the place is a secret.</param>
/// <param name="Type">The type of options at the place; null if it isn't known.</param>
/// <param name="HasCredentials">Whether the members are lists of credentials by type.</param>
internal readonly record struct SecretContext(
    PluginRecords? Plugins, bool IsSecret = false, Type? Type = null, bool HasCredentials = false)
{
    /// <summary>The context of a place about which nothing is known.</summary>
    public SecretContext Open => new(Plugins);

    /// <summary>The context of a secret.</summary>
    public SecretContext Secret => new(Plugins, IsSecret: true);

    /// <summary>The context of credentials by type.</summary>
    public SecretContext Credentials => new(Plugins, HasCredentials: true);

    /// <summary>The context of the items of a list.</summary>
    public SecretContext Item => Type is not null && Shape.Of(Type) is { Kind: ShapeKind.List, Element: { } item } ? Of(item) : this;

    /// <summary>Gets whether a single value at the place is a secret: it can stand for a record with one secret.</summary>
    public bool HidesValue
        => IsSecret || (Type is not null && Shape.Of(Type).Kind == ShapeKind.Record
            && RecordProperties.Shorthand(Type) is { } property && RecordProperties.IsSecret(property));

    /// <summary>Returns the context of a value with a type.</summary>
    public SecretContext Of(Type type)
        => Shape.Of(type) is { Kind: ShapeKind.Record or ShapeKind.Dictionary or ShapeKind.List } shape
            ? new SecretContext(Plugins, Type: shape.Type)
            : Open;
}
