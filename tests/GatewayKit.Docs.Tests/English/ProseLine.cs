namespace GatewayKit.Docs.English;

/// <summary>A piece of text that a person reads.</summary>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Text">The text, without comment marks and quotes.</param>
internal readonly record struct ProseLine(int Line, string Text);
