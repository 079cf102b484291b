namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>A part of a template.</summary>
/// <param name="Text">The text, or the name of a value of the route's path.</param>
/// <param name="Kind">The kind.</param>
internal readonly record struct LocationPart(string Text, LocationPartKind Kind);
