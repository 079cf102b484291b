namespace GatewayKit.Configuration.Binding;

/// <summary>The kinds of types that the configuration can hold.</summary>
internal enum ShapeKind
{
    /// <summary>A type that can't be configured.</summary>
    None,

    /// <summary>Any value, represented as text, numbers, dictionaries and lists.</summary>
    Any,

    /// <summary>A node, unchanged.</summary>
    Node,

    /// <summary>A scalar, such as text, a number or a duration.</summary>
    Scalar,

    /// <summary>A member of an enum.</summary>
    Enum,

    /// <summary>A list or a set.</summary>
    List,

    /// <summary>A dictionary from names to values.</summary>
    Dictionary,

    /// <summary>A record or class with properties.</summary>
    Record,
}
