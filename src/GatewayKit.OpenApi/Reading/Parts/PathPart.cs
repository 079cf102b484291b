namespace GatewayKit.OpenApi.Reading.Parts;

/// <summary>A part of a segment: the name of a variable, or decoded text.</summary>
internal readonly record struct PathPart(string Text, bool IsVariable);
