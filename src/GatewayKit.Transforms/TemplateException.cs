namespace GatewayKit.Transforms;

/// <summary>Thrown when a template isn't valid, or when its text for an exchange isn't.</summary>
internal sealed class TemplateException(string message) : Exception(message);
