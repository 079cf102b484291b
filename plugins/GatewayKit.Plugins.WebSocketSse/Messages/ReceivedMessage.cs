namespace GatewayKit.Plugins.WebSocketSse.Messages;

/// <summary>A message of the upstream, or the reason why there is none.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Data">The bytes of the message, until the next one is received.</param>
internal readonly record struct ReceivedMessage(MessageKind Kind, Memory<byte> Data = default);
