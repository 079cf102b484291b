namespace GatewayKit.Plugins.Cache.Serving;

/// <summary>The meaning of a <c>Range</c> for a stored body.</summary>
internal enum RangeKind
{
    /// <summary>The whole body is sent: the header is absent, or isn't a single range of bytes.</summary>
    Whole,

    Part,

    /// <summary>The range begins after the end of the body.</summary>
    Unsatisfiable,
}
