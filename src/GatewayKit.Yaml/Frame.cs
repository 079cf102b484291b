namespace GatewayKit.Yaml;

/// <summary>A collection, or a document, that has begun, and what comes next in it.</summary>
/// <param name="Kind">What it is and what comes next.</param>
/// <param name="Line">The line at which it begins, from 1.</param>
/// <param name="Column">The column at which it begins, from 0: the indentation of the entries of a block collection.</param>
internal readonly record struct Frame(FrameKind Kind, int Line, int Column);
