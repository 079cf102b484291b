namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>A variable of a path template: the field, and the segments that are its value.</summary>
/// <param name="FieldPath">The names of the fields from the message to the value, joined by periods.</param>
/// <param name="Start">The first segment.</param>
/// <param name="End">The segment after the last one.</param>
internal sealed record TemplateVariable(string FieldPath, int Start, int End);
