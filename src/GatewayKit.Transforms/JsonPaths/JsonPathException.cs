namespace GatewayKit.Transforms;

/// <summary>Thrown when a path isn't valid, or isn't supported.</summary>
internal sealed class JsonPathException(string message) : Exception(message);
