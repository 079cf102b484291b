namespace GatewayKit.Yaml;

/// <summary>An open collection or document and the element that is expected next.</summary>
/// <param name="Kind">The kind of the frame and the expected element.</param>
/// <param name="Line">The first line, from 1.</param>
/// <param name="Column">The first column, from 0: the indentation of the entries of a block collection.</param>
internal readonly record struct Frame(FrameKind Kind, int Line, int Column);
