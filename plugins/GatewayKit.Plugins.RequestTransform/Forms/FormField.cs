namespace GatewayKit.Plugins.RequestTransform;

/// <summary>A field of a form.</summary>
/// <param name="Name">The decoded name.</param>
/// <param name="Text">The encoded field: its name and, if it has one, <c>=</c> and its value.</param>
internal readonly record struct FormField(string Name, string Text);
