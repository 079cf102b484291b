namespace GatewayKit.OpenApi.Mocking.Examples.Writing;

/// <summary>The optional parts of a value that are written.</summary>
internal enum Inclusion
{
    /// <summary>The usual number of parts.</summary>
    Usual,

    /// <summary>None.</summary>
    Required,

    /// <summary>A random selection; the kinds of texts and numbers are random too.</summary>
    Some,
}
