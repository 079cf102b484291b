namespace GatewayKit.OpenApi.Examples.Writing;

/// <summary>Which of the optional parts of a value are written.</summary>
internal enum Inclusion
{
    /// <summary>As many as usual.</summary>
    Usual,

    /// <summary>None.</summary>
    Required,

    /// <summary>Some, by chance; texts and numbers are of any kind too.</summary>
    Some,
}
