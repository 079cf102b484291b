namespace GatewayKit.Configuration.Binding;

/// <summary>The kinds of types that the configuration can hold.</summary>
internal enum ShapeKind
{
    /// <summary>A type that can't be configured.</summary>
    None,

    /// <summary>Anything, kept as text, numbers, dictionaries and lists.</summary>
    Any,

    /// <summary>A node, kept as it is.</summary>
    Node,

    /// <summary>Text, a number, a duration and the like.</summary>
    Scalar,

    /// <summary>A member of an enum.</summary>
    Enum,

    /// <summary>A list or a set.</summary>
    List,

    /// <summary>Names and their values.</summary>
    Dictionary,

    /// <summary>A record or class with properties.</summary>
    Record,
}
