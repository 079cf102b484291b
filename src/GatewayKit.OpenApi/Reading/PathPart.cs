namespace GatewayKit.OpenApi.Reading;

/// <summary>A part of a segment: the name of a variable, or text, decoded.</summary>
internal readonly record struct PathPart(string Text, bool IsVariable);
