namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>A segment of a path template.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The text of a literal; otherwise empty.</param>
internal readonly record struct TemplateSegment(SegmentKind Kind, string Text);
