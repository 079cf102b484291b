namespace GatewayKit.Portal.Trying.Forms;

/// <summary>A media type in the form of an operation.</summary>
/// <param name="Name">The media type.</param>
/// <param name="Example">The example with which the form is filled in; empty for none.</param>
internal sealed record TryMedia(string Name, string Example);
