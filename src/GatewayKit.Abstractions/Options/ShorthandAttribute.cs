namespace GatewayKit;

/// <summary>
/// Lets a record be written as the value of one of its properties: with <c>[Shorthand("Fixed")]</c>, <c>delay: 1s</c> means
/// <c>delay: { fixed: 1s }</c>.
/// </summary>
/// <param name="property">The name of the property; it holds a single value, not a record, a list or a mapping.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ShorthandAttribute(string property) : Attribute
{
    /// <summary>The name of the property.</summary>
    public string Property { get; } = property;
}
