namespace GatewayKit;

/// <summary>
/// Lets the configuration give a single value for a record: with <c>[Shorthand("Fixed")]</c>, <c>delay: 1s</c> means
/// <c>delay: { fixed: 1s }</c>.
/// </summary>
/// <param name="property">The name of the property that takes the value. Its type is a scalar, not a record, a list or a mapping.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ShorthandAttribute(string property) : Attribute
{
    /// <summary>Gets the name of the property.</summary>
    public string Property { get; } = property;
}
