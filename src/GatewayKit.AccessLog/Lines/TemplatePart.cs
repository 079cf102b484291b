namespace GatewayKit.AccessLog;

/// <summary>A part of a template: text, a field, or an error.</summary>
internal readonly record struct TemplatePart(string? Literal, string? Field, string? Error);
