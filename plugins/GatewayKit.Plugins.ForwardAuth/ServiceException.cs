namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>Thrown when the service's response can't be used.</summary>
/// <param name="message">The reason, which continues "The authorization service failed:".</param>
internal sealed class ServiceException(string message) : Exception(message);
