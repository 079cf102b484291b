namespace GatewayKit.JsonSchema.Formats;

/// <summary>Whether a text is in a format.</summary>
internal delegate bool TextFormat(ReadOnlySpan<char> text);
