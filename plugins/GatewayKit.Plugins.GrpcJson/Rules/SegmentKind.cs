namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>The kind of a segment of a path template.</summary>
internal enum SegmentKind
{
    /// <summary>A fixed text.</summary>
    Literal,

    /// <summary>Any single segment (<c>*</c>).</summary>
    Any,

    /// <summary>The rest of the path, also none (<c>**</c>).</summary>
    Rest,
}
