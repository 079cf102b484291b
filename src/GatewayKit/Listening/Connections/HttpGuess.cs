namespace GatewayKit.Listening.Connections;

/// <summary>The version of HTTP as the first bytes of a client show it.</summary>
/// <param name="IsHttp2">Whether it is HTTP/2; null if more bytes are needed.</param>
internal readonly record struct HttpGuess(bool? IsHttp2);
